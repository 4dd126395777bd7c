import type { ContractCase } from './contractCase';
import { soon } from './client';
import { debugState, enter, open, withShell } from './shell';
import type { ContractTarget } from './target';

export const attachCases: readonly ContractCase[] = [
  ...['v5.channel.k8s.io', 'v4.channel.k8s.io'].map(protocol => ({
    name: `${protocol}: what is typed is echoed, run and answered`,
    async run(target: ContractTarget) {
      const { path } = await withShell(target);
      const stream = await open(target, path, [protocol]);
      expect(stream.protocol).toBe(protocol);
      await enter(stream, 'echo $((40+2))', 'echo $((40+2))\r\n42\r\n');
      stream.close();
    },
  })),
  {
    name: 'v5 is taken when it is offered, whatever the order',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path, [
        'v4.channel.k8s.io',
        'v5.channel.k8s.io',
      ]);
      expect(stream.protocol).toBe('v5.channel.k8s.io');
      stream.close();
    },
  },
  {
    name: 'the first frame is of channel 1 and empty',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo hi', '\r\nhi\r\n');
      expect([stream.frames[0].channel, stream.frames[0].bytes.length]).toEqual(
        [1, 0],
      );
      stream.close();
    },
  },
  {
    name: 'a resize reaches the terminal',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path);
      stream.resize(123, 45);
      await enter(stream, 'stty size', '45 123\r\n');
      stream.resize(90, 20);
      await enter(stream, 'stty size', '20 90\r\n');
      stream.close();
    },
  },
  {
    name: 'frames of unknown channels, text frames and resizes that are none change nothing',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path);
      stream.sendRaw(Buffer.from([9, 1, 2]));
      stream.sendRaw('text');
      stream.sendRaw(Buffer.from([4]));
      await enter(stream, 'echo still here', '\r\nstill here\r\n');
      stream.close();
    },
  },
  {
    name: 'Ctrl-C ends what runs in the foreground, not the shell',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo ready', '\r\nready\r\n');
      // What it prints shows that the line runs: a key before that would be lost between two modes of the terminal.
      await enter(stream, 'echo going; sleep 1000', '\r\ngoing\r\n');
      const from = stream.output.length;
      stream.type('\u0003');
      await stream.until('# ', from);
      await enter(stream, 'echo back', '\r\nback\r\n');
      stream.close();
    },
  },
  {
    name: 'a dropped connection does not end the shell; the next attach finds it',
    async run(target) {
      const { path } = await withShell(target);
      const first = await open(target, path);
      await enter(first, 'word=kept', 'kept\r\n');
      first.close();
      const second = await open(target, path);
      await enter(second, 'echo "<$word>"', '\r\n<kept>\r\n');
      second.close();
    },
  },
  {
    name: 'v5: closing stdin ends the attach with Success, and not the shell',
    async run(target) {
      const { path } = await withShell(target);
      const first = await open(target, path, ['v5.channel.k8s.io']);
      await enter(first, 'echo one', '\r\none\r\n');
      first.sendRaw(Buffer.from([255, 0]));
      expect(await first.status()).toEqual({ metadata: {}, status: 'Success' });
      expect(await first.closed()).toBe(1000);
      const second = await open(target, path);
      await enter(second, 'echo two', '\r\ntwo\r\n');
      second.close();
    },
  },
  {
    name: 'exit: status Success on channel 3, close 1000, the code in the pod',
    async run(target) {
      const { path, namespace } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo ready', '\r\nready\r\n');
      stream.type('exit 3\r');
      expect(await stream.status()).toEqual({
        metadata: {},
        status: 'Success',
      });
      expect(await stream.closed()).toBe(1000);
      expect(await debugState(target, namespace, 'terminated')).toMatchObject({
        exitCode: 3,
        reason: 'Error',
      });
    },
  },
  {
    name: 'Ctrl-D at an empty prompt ends the shell with the code of the last command',
    async run(target) {
      const { path, namespace } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo ready', '\r\nready\r\n');
      stream.type('\u0004');
      expect(await stream.closed()).toBe(1000);
      expect(await debugState(target, namespace, 'terminated')).toMatchObject({
        exitCode: 0,
        reason: 'Completed',
      });
    },
  },
  {
    name: 'with a target its processes are seen; without one they are not',
    async run(target) {
      const alone = await withShell(target);
      const first = await open(target, alone.path);
      await enter(
        first,
        'ps | head -n 2',
        /PID +USER +COMMAND\r\n +1 .*sh\r\n/,
      );
      first.close();
      const shared = await withShell(target, ['sh'], {
        targetContainerName: 'app',
      });
      const second = await open(target, shared.path);
      second.resize(200, 50);
      await enter(
        second,
        'ps | head -n 2',
        /PID +USER +COMMAND\r\n +1 .*sleep 100000/,
      );
      second.close();
    },
  },
  {
    name: 'the log of a shell has what it printed, without carriage returns',
    async run(target) {
      const { path, pod } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo lo""gged', '\r\nlogged\r\n');
      const ask = async () => {
        for (;;) {
          const { text } = await target.admin.get(`${pod}/log?container=debug`);
          if (text.includes('\nlogged')) {
            return text;
          }
        }
      };
      expect(await soon('the log', ask())).toMatch(/\nlogged\r?\n/);
      stream.close();
    },
  },
];

import type { ContractCase } from './cases';
import { AttachStream, soon, type Reply } from './client';
import type { ContractTarget, PodPlan } from './target';

const ALL = 'stdin=true&stdout=true&tty=true';

/** A pod with a debug shell running in it; the path to attach to it. */
async function withShell(
  target: ContractTarget,
  command: readonly string[] = ['sh'],
  more: Record<string, unknown> = {},
  plan: Partial<PodPlan> = {},
) {
  const namespace = await target.namespace();
  await target.pod(namespace, {
    name: 'p',
    containers: [{ name: 'app' }],
    ...plan,
  });
  const pod = `/api/v1/namespaces/${namespace}/pods/p`;
  const reply = await target.admin.patch(`${pod}/ephemeralcontainers`, {
    spec: {
      ephemeralContainers: [
        {
          name: 'debug',
          image: target.debugImage,
          command,
          stdin: true,
          tty: true,
          ...more,
        },
      ],
    },
  });
  expect(reply.code).toBe(200);
  const { resourceVersion } = reply.json().metadata;
  await debugState(target, namespace, 'running', resourceVersion);
  const path = `${pod}/attach?container=debug&${ALL}`;
  return { namespace, pod, path };
}

/** Waits until the debug container is in a state; resolves with it. */
async function debugState(
  target: ContractTarget,
  namespace: string,
  wanted: string,
  version = '',
): Promise<any> {
  const watch = async () => {
    const path = `/api/v1/namespaces/${namespace}/pods?watch=true&resourceVersion=${version}`;
    for await (const line of target.admin.lines(path)) {
      const [status] =
        JSON.parse(line).object.status?.ephemeralContainerStatuses ?? [];
      if (status?.state[wanted]) {
        return status.state[wanted];
      }
    }
    throw new Error('the watch ended');
  };
  return soon(`the debug container ${wanted}`, watch());
}

async function open(
  target: ContractTarget,
  path: string,
  protocols?: readonly string[],
): Promise<AttachStream> {
  const stream = await target.admin.attach(path, protocols);
  if (!(stream instanceof AttachStream)) {
    throw new Error(`the attach was refused: ${stream.code} ${stream.text}`);
  }
  return stream;
}

/** Types a command, and waits for its output to be there. */
async function enter(
  stream: AttachStream,
  line: string,
  wanted: string | RegExp,
): Promise<void> {
  const from = stream.output.length;
  stream.type(`${line}\r`);
  await stream.until(wanted, from);
}

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
      const { path } = await withShell(target, ['sh'], {}, {});
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
      // Its answer shows that cat runs: a key before that would be the shell's.
      await enter(stream, 'cat', 'cat\r\n');
      await enter(stream, 'mew', 'mew\r\nmew\r\n');
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
    name: 'attaching to a container that has ended: 101, then the failure on channel 3',
    async run(target) {
      const { path, namespace } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo ready', '\r\nready\r\n');
      stream.type('exit\r');
      await stream.closed();
      await debugState(target, namespace, 'terminated');
      const late = await open(target, path);
      const message = `unable to upgrade connection: container debug not found in pod p_${namespace}`;
      expect(await late.status()).toEqual({
        metadata: {},
        status: 'Failure',
        message: `Internal error occurred: ${message}`,
        reason: 'InternalError',
        details: { causes: [{ message }] },
        code: 500,
      });
      expect(await late.closed()).toBe(1000);
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
    name: 'refusals before the upgrade: no upgrade, wrong protocol, wrong container, no pod, no node',
    async run(target) {
      const namespace = await target.namespace();
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      await target.pod(namespace, {
        name: 'p',
        containers: [{ name: 'app' }, { name: 'side' }],
      });
      await target.pod(namespace, {
        name: 'un',
        unschedulable: true,
        containers: [{ name: 'app' }],
      });
      const told = async (path: string, protocols?: string[]) => {
        const reply = (await target.admin.attach(path, protocols)) as Reply; // a stream would have no code, and fail below
        return [reply.code, reply.text ? reply.json().message : ''];
      };
      const plain = await target.admin.get(
        `${pods}/p/attach?container=app&${ALL}`,
      );
      expect([plain.code, plain.json().message]).toEqual([
        400,
        'Upgrade request required',
      ]);
      expect(
        await told(`${pods}/p/attach?container=app&${ALL}`, ['v9.nonsense']),
      ).toEqual([403, '']);
      expect(await told(`${pods}/p/attach?container=none&${ALL}`)).toEqual([
        400,
        'container none is not valid for pod p',
      ]);
      expect(await told(`${pods}/p/attach?${ALL}`)).toEqual([
        400,
        'a container name must be specified for pod p, choose one of: [app side]',
      ]);
      expect(await told(`${pods}/none/attach?container=app&${ALL}`)).toEqual([
        404,
        'pods "none" not found',
      ]);
      expect(await told(`${pods}/un/attach?container=app&${ALL}`)).toEqual([
        400,
        'pod un does not have a host assigned',
      ]);
    },
  },
  {
    name: 'an attach without any stream is a greeting and a failure on channel 3',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path.replace(`&${ALL}`, ''));
      const status = await stream.status();
      expect([stream.frames[0].channel, stream.frames[0].bytes.length]).toEqual(
        [3, 0],
      );
      expect(status.message).toBe(
        'Internal error occurred: unable to upgrade connection: you must specify at least 1 of stdin, stdout, stderr',
      );
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

import { LogInstance } from '../logs/LogStore';
import type { ContainerSpec } from '../store/pods';
import { ManualClock, settle } from '../testing/ManualClock';
import { Shell } from './Shell';

const GUARDED = ['/bin/sh', '-c', 'limit=$1', 'pod-health-guard', '60'];

/** A shell and everything it prints. */
function openShell(spec: ContainerSpec = { name: 'debug', command: ['sh'] }) {
  const clock = new ManualClock();
  const log = new LogInstance('containerd://x');
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop', uid: 'u' },
    spec: {
      nodeName: 'worker',
      containers: [{ name: 'app', command: ['java', '-jar', 'app.jar'] }],
    },
  };
  const shell = new Shell({ pod, spec, clock, log });
  let output = '';
  let check = () => {};
  shell.attach(async bytes => {
    output += bytes;
    check();
  });
  const until = (text: string, from = 0) =>
    new Promise<void>(resolve => {
      check = () => {
        if (output.slice(from).includes(text)) {
          resolve();
        }
      };
      check();
    });
  const type = (text: string) => shell.input(Buffer.from(text));
  const enter = async (line: string, wanted: string) => {
    const from = output.length;
    type(`${line}\r`);
    await until(wanted, from);
    await until(' \u001b[6n', from);
    return output.slice(from);
  };
  return { shell, clock, log, type, until, enter, printed: () => output };
}

describe('the simulated shell', () => {
  it('keeps variables, directory and exit code between lines', async () => {
    const { enter } = openShell();
    await enter('word=kept; cd /etc', '# ');
    expect(await enter('echo "$word $(pwd)"', 'kept')).toContain(
      '\r\nkept /etc\r\n',
    );
    await enter('false', '# ');
    expect(await enter('echo "code $?"', 'code 1')).toContain('\r\ncode 1\r\n');
  });

  it('edits the line: cursor, delete, history', async () => {
    const { enter, type } = openShell();
    type('echo xc\u001b[D\u007fb\u001b[Ha\u0008\u001b[F');
    expect(await enter('', 'bc')).toContain('\r\nbc\r\n');
    type('\u001b[A');
    expect(await enter('', 'bc')).toContain('\r\nbc\r\n');
    type('rubbish\u0015');
    expect(await enter('echo clean', 'clean')).toContain('\r\nclean\r\n');
  });

  it('drops a cursor report, which a terminal sends by itself', async () => {
    const { enter, type } = openShell();
    type('\u001b[12;40R');
    expect(await enter('echo ok', 'ok')).toContain('echo ok\r\nok\r\n');
  });

  it('interrupts what runs, and gives what was typed next to the prompt', async () => {
    const { type, until, enter, printed } = openShell();
    await enter('echo ready', 'ready');
    type('cat\rmew\r');
    await until('mew\r\nmew\r\n');
    type('\u0003echo back\r');
    await until('\r\nback\r\n');
    expect(printed()).toContain('^C\r\n/ # ');
  });

  it('sleeps by the clock', async () => {
    const { type, clock, printed } = openShell();
    type('sleep 5\r');
    await clock.advance(4999);
    expect(printed()).toMatch(/sleep 5\r\n$/);
    await clock.advance(1);
    expect(printed()).toMatch(/sleep 5\r\n\/ # /);
  });

  it('shows what comes before a program that holds the terminal', async () => {
    const { type, until, printed } = openShell();
    type('echo going; sleep 1000\r');
    await until('\r\ngoing\r\n');
    type('\u0003');
    await until('^C\r\n/ # ');
    expect(printed()).toMatch(/going\r\n\^C\r\n\/ # /);
  });

  it('floods no faster than the slowest reader, and can still be interrupted', async () => {
    const { shell, type, until } = openShell();
    let blocks = 0;
    shell.attach(bytes => {
      blocks += bytes.length > 4096 ? 1 : 0;
      return bytes.length > 4096 ? new Promise(() => {}) : Promise.resolve();
    });
    type('yes\r');
    await until('y\r\ny\r\n');
    for (let i = 0; i < 20; i++) {
      await settle();
    }
    expect(blocks).toBe(1);
    type('\u0003');
    await until('^C\r\n/ # ');
  });

  it('exits with the code asked for', async () => {
    const { shell, type, log } = openShell();
    type('exit 3\r');
    expect(await shell.exited).toBe(3);
    expect(log.ended).toBe(true);
  });

  it('tells a syntax error and goes on', async () => {
    const { enter } = openShell();
    expect(await enter('if then', 'syntax error')).toContain(
      'sh: syntax error',
    );
    await enter('echo on', '\r\non\r\n');
  });

  it('reaches no network and no process', async () => {
    const { enter } = openShell();
    await enter(
      'wget -q http://example.com/x',
      "wget: bad address 'example.com'",
    );
    await enter('curl http://example.com', 'sh: curl: not found');
    await enter('kill 1', "can't kill pid 1");
    expect(await enter('cat /etc/hostname', 'web-0')).toContain(
      '\r\nweb-0\r\n',
    );
  });

  it('shows the processes of a target, and its own', async () => {
    const { shell, enter } = openShell({
      name: 'debug',
      command: ['sh'],
      targetContainerName: 'app',
    });
    shell.resize(100, 30);
    expect(await enter('ps', 'java')).toMatch(
      / {4}1 0 {8}java -jar app\.jar\r\n/,
    );
  });

  it('shows a command as the kubelet hands it on, each $$ made $', async () => {
    const { shell, enter } = openShell({
      name: 'debug',
      command: ['sh', '-c', 'limit=$$1; sh'],
    });
    shell.resize(100, 30);
    expect(await enter('ps', 'limit')).toContain('sh -c limit=$1; sh');
  });

  it('ends a runaway line instead of the process around it', async () => {
    const { enter } = openShell();
    await enter('while true; do :; done', 'too many');
    expect(await enter('echo alive', 'alive')).toContain('\r\nalive\r\n');
  });

  it('logs whole lines only, so the prompt is not in it', async () => {
    const { log, enter } = openShell();
    await enter('echo one', 'one');
    const texts = log.lines.map(line => line.text);
    expect(texts.at(-1)).toBe('one');
    expect(texts.at(-2)).toBe('/ # \u001b[6necho one');
  });
});

describe('under a guard', () => {
  it('waits for the first size, so that the prompt is seen', async () => {
    const { shell, clock, printed } = openShell({ command: GUARDED });
    await clock.advance(5000);
    expect(printed()).toBe('');
    shell.resize(80, 24);
    expect(printed()).toContain('/ # ');
  });

  it('ends at its limit, whatever runs', async () => {
    const { shell, clock, type } = openShell({ command: GUARDED });
    shell.resize(80, 24);
    type('vi\r');
    let code: number | undefined;
    shell.exited.then(c => {
      code = c;
    });
    await clock.advance(59_999);
    expect(code).toBeUndefined();
    await clock.advance(1);
    expect(code).toBe(137);
    expect(clock.timers).toBe(0);
  });

  it('ends when the terminal gets the size that means so', async () => {
    const { shell, clock, type } = openShell({ command: GUARDED });
    shell.resize(80, 24);
    type('vi\r');
    shell.resize(7, 2);
    await clock.advance(1000);
    expect(await shell.exited).toBe(137);
  });

  it('is not ended by a size that only resembles it', async () => {
    const { shell, clock } = openShell({ command: GUARDED });
    let ended = false;
    shell.ended.then(() => {
      ended = true;
    });
    shell.resize(2, 7);
    await clock.advance(10_000);
    expect(ended).toBe(false);
  });
});

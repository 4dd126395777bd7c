import type { JsonObject } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  findings,
  pod,
  replicaSet,
} from '../../../testing';
import cause from './cause';

const words = (...args: Parameters<typeof findings>) =>
  findings(...args).map(({ what, why }) => `${what.en} ${why.en}`);

describe('container-exits-with-error', () => {
  it('names exit code, restarts and meaning', () => {
    const [found] = findings(cause, [crashingPod({ exitCode: 3 })]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toBe(
      'The program in container “app” ended with exit code 3 and was restarted 5 times, last 70 s ago; the next try is due in about 100 s.',
    );
    expect(found?.why.en).toContain('a code of the program itself');
  });

  it.each([
    [127, 'did not find a command'],
    [126, 'may not be executed'],
    [139, 'signal 11 (SEGV)'],
    [134, 'signal 6 (ABRT)'],
    [143, 'signal 15 (TERM)'],
    [255, 'out of range'],
    [42, 'its own documentation'],
    [101, 'a panic, if the program is written in Rust'],
    [78, 'wrong settings, if'],
  ])('puts exit code %d into words', (exitCode, meaning) => {
    expect(words(cause, [crashingPod({ exitCode })])[0]).toContain(meaning);
  });

  it('knows what Erlang says when its node cannot be set up', () => {
    const previous =
      "[error] supervisor: {local,net_sup}\n[error] reason: {failed_to_start_child,net_kernel,\n[error]   {'EXIT',nodistribution}}";
    const [found] = findings(cause, [crashingPod({ exitCode: 1 })], {
      logs: { app: { previous } },
    });
    expect(found?.why.en).toContain('epmd (port 4369)');
    expect(found?.steps[1]?.text.en).toContain('inet_tcp');
  });

  it.each([
    [
      "Protocol 'inet_tcp': the name rabbit@rabbit-0 seems to be in use by another Erlang node",
      'two members have one name',
    ],
    ["Can't set long node name!", 'needs a host with its domain'],
  ])('knows why Erlang has no node: %s', (previous, meaning) => {
    const [found] = findings(cause, [crashingPod({ exitCode: 1 })], {
      logs: { app: { previous } },
    });
    expect(found?.why.en).toContain(meaning);
  });

  it('does not take 137 for lack of memory', () => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 137, reason: 'Error' }),
    ]);
    expect(found?.why.en).toContain('killed from outside');
    expect(found?.steps[1]?.text.en).toContain('did not note lack of memory');
  });

  it('sees the same fault before and after CrashLoopBackOff shows', () => {
    const ended = pod([
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 5],
        ['ready', false],
        [
          'state',
          {
            terminated: {
              exitCode: 3,
              startedAt: ago(14),
              finishedAt: ago(4),
            },
          },
        ],
      ),
    ]);
    const [terminated, waiting] = [ended, crashingPod({ exitCode: 3 })].map(
      one =>
        findings(cause, [one]).map(({ container, why }) => [container, why]),
    );
    expect(terminated).toEqual(waiting);
  });

  it('leaves a failure alone that is history', () => {
    const recovered = pod([
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 7],
        ['state', { running: { startedAt: ago(3600) } }],
        ['lastState', { terminated: { exitCode: 1, finishedAt: ago(3601) } }],
      ),
    ]);
    expect(findings(cause, [recovered])).toEqual([]);
  });

  it.each([
    ['on its way out', 'metadata.deletionTimestamp', ago(5)],
    ['that succeeded', 'status.phase', 'Succeeded'],
  ])('leaves a pod alone %s', (_, path, value) => {
    const leaving = crashingPod({ exitCode: 1 }, [path, value]);
    expect(findings(cause, [leaving])).toEqual([]);
  });

  it('leaves a program that never started to another cause', () => {
    for (const reason of ['StartError', 'ContainerCannotRun']) {
      expect(findings(cause, [crashingPod({ exitCode: 128, reason })])).toEqual(
        [],
      );
    }
  });

  it('leaves a debug container that ended alone', () => {
    const debugged = pod(
      ['spec.ephemeralContainers', [{ name: 'debug', image: 'tool' }]],
      [
        'status.ephemeralContainerStatuses',
        [{ name: 'debug', state: { terminated: { exitCode: 1 } } }],
      ],
    );
    expect(findings(cause, [debugged])).toEqual([]);
  });

  it('leaves an init container to its own cause', () => {
    const stuck = pod(
      ['spec.initContainers', [{ name: 'migrate', image: 'web' }]],
      [
        'status.initContainerStatuses',
        [
          {
            name: 'migrate',
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1 } },
          },
        ],
      ],
      ['status.containerStatuses', []],
    );
    expect(findings(cause, [stuck])).toEqual([]);
  });

  it('lists an eviction as evidence against', () => {
    const evicted = crashingPod({ exitCode: 137 }, [
      'status.reason',
      'Evicted',
    ]);
    const [found] = findings(cause, [evicted]);
    expect(found?.contradictions).toEqual([
      { from: 'pod', at: 'status.reason', value: 'Evicted' },
    ]);
  });

  it.each([
    [
      'INFO ok\nERROR cannot connect\n  at run (a.js:1)\n',
      'ERROR cannot connect',
    ],
    [
      'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no port\n',
      'ValueError: no port',
    ],
    [
      'Error: retrying\npanic: nil map\ngoroutine 1 [running]:\n',
      'panic: nil map',
    ],
    ['starting\nready\n', 'ready'],
  ])('quotes the telling line of the log before', (previous, line) => {
    const logs = { app: { previous, current: 'FATAL of another instance' } };
    const objects = [crashingPod({ exitCode: 1 }), replicaSet()];
    const [found] = findings(cause, objects, { logs });
    expect(found?.quotes).toContainEqual({
      from: 'logs',
      at: 'app.previous',
      value: line,
    });
    expect(found?.what.en).toContain(`its last words: “${line}”`);
  });

  it('tells a wrapped sentence whole, and begins with what it asks for', () => {
    const previous =
      '=====\n The server was not started because the licence of it\n was not accepted. Please mount a valid licence at\n /opt/licence.txt.\n=====\nError: command failed with exit code 1\n';
    const [found] = findings(cause, [crashingPod({ exitCode: 1 })], {
      logs: { app: { previous } },
    });
    expect(found?.what.en).toContain(
      '; its last words: “The server was not started because the licence of it was not accepted. Please mount a valid licence at',
    );
    const lines = found?.quotes.filter(({ from }) => from === 'logs') ?? [];
    expect(lines.length).toBeGreaterThan(1);
    expect(found?.steps[0]?.text.en).toContain('“Please mount a valid licence');
  });

  it('takes no words of the kubelet for words of the program', () => {
    const message =
      'The container could not be located when the pod was terminated';
    const lost = { exitCode: 137, reason: 'ContainerStatusUnknown', message };
    const [found] = findings(cause, [crashingPod(lost)]);
    expect(found?.what.en).not.toContain('last words');
    const own = { exitCode: 1, reason: 'Error', message: 'no licence' };
    expect(findings(cause, [crashingPod(own)])[0]?.what.en).toContain(
      'its last words: “no licence”',
    );
  });

  describe('without a word of the program', () => {
    const silent = (env: string[], ...more: JsonObject[]) =>
      findings(cause, [
        crashingPod(
          { exitCode: 101, startedAt: ago(90), finishedAt: ago(60) },
          [
            'spec.containers.0.env',
            env.map(name => ({ name, value: 'secret' })),
          ],
        ),
        ...more,
      ])[0];
    const service = (name: string): JsonObject => ({
      kind: 'Service',
      metadata: { name, namespace: 'shop' },
      spec: {},
    });

    it('knows a panic, and how long it ran', () => {
      const found = silent(['RUST_LOG']);
      expect(found?.why.en).toContain('a panic of a Rust program');
      expect(found?.why.en).toContain('It ran for 30 s.');
    });

    it.each([
      [['DATABASE_URL'], 'web', 'Check that what DATABASE_URL points at', true],
      [['PGHOST'], 'web', 'Check that what PGHOST points at', true],
      [
        ['REDIS_URL'],
        'shop-redis',
        'Check that what REDIS_URL points at',
        false,
      ],
      [['LOG_LEVEL', 'HOST'], 'web', '', false],
    ])('points at %j beside service %s', (env, name, advice, isUnseen) => {
      const found = silent(env, service(name));
      const steps = found?.steps.map(({ text }) => text.en).join() ?? '';
      expect(steps).toContain(advice);
      expect(steps.includes('points at')).toBe(advice !== '');
      expect(steps.includes('was seen in the namespace')).toBe(isUnseen);
      expect(JSON.stringify(found)).not.toContain('secret');
    });

    it('goes by its words when there are some', () => {
      const pods = [
        crashingPod({ exitCode: 101 }, [
          'spec.containers.0.env',
          [{ name: 'DATABASE_URL' }],
        ]),
      ];
      const logs = { app: { previous: 'Error: bad thing\n' } };
      const [found] = findings(cause, pods, { logs });
      expect(found?.what.en).toContain('bad thing');
      expect(found?.steps.map(({ text }) => text.en).join()).not.toContain(
        'points at',
      );
    });
  });
});

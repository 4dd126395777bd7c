import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

/** What each runtime says, by the problem it means. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd, not in PATH',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH: unknown',
    'no program “serve”',
  ],
  [
    'containerd, no such file',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/serve": stat /app/serve: no such file or directory: unknown',
    'no program “/app/serve”',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: exec: "serve": executable file not found in $PATH: unknown',
    'no program “serve”',
  ],
  [
    'dockershim before 2019, quotes within quotes',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \\"serve\\": executable file not found in $PATH": unknown',
    'no program “serve”',
  ],
  [
    'CRI-O with crun',
    'container create failed: executable file `serve` not found in $PATH: No such file or directory',
    'no program “serve”',
  ],
  [
    'a directory',
    'runc create failed: unable to start container process: exec: "/bin": is a directory: unknown',
    'is a directory',
  ],
  [
    'a whole line',
    'runc create failed: unable to start container process: exec: "npm run start": executable file not found in $PATH: unknown',
    'begins with “npm”',
  ],
  [
    'an option',
    'runc create failed: unable to start container process: exec: "--port": executable file not found in $PATH: unknown',
    'the option “--port”',
  ],
  [
    'an empty text',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "": executable file not found in $PATH',
    'an empty text',
  ],
  [
    'an empty text, early Docker',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \\"\\": executable file not found in $PATH": unknown',
    'an empty text',
  ],
  [
    'an empty text, crun',
    'container create failed: crun: executable file `` not found in $PATH: No such file or directory',
    'an empty text',
  ],
  [
    'gVisor',
    'OCI runtime create failed: creating container: starting container: error finding executable "serve" in PATH [/bin]: no such file or directory',
    'no program “serve”',
  ],
  [
    'Kata',
    'failed to create containerd task: failed to create shim task: the file serve was not found: unknown',
    'no program “serve”',
  ],
  [
    'dockershim, early',
    "Error response from daemon: Container command 'serve' not found or does not exist.",
    'no program “serve”',
  ],
  [
    'no command (containerd)',
    'failed to generate container "5bee" spec: failed to generate spec: no command specified',
    'There is no program to start',
  ],
  [
    'no command (dockershim)',
    'Error response from daemon: No command specified',
    'There is no program to start',
  ],
];

describe('missing-command', () => {
  it.each(WORDINGS)('knows the words of %s', (_, message, said) => {
    const failed = crashingPod({
      reason: 'StartError',
      exitCode: 128,
      message,
    });
    expect(findings(cause, [failed])[0]?.what.en).toContain(said);
  });

  it.each(['RunContainerError', 'CreateContainerError'])(
    'reads the words while the container waits with %s',
    reason => {
      const message = WORDINGS[0]?.[1] ?? '';
      const [found] = findings(cause, [waitingPod(reason, message)]);
      expect(found?.quotes[0]?.at).toBe(
        'status.containerStatuses.0.state.waiting.message',
      );
    },
  );

  it('tells a command of the manifest from one of the image', () => {
    const message = WORDINGS[0]?.[1] ?? '';
    const reason = 'StartError';
    const own = crashingPod({ reason, message }, [
      'spec.containers.0.command',
      ['serve'],
    ]);
    expect(findings(cause, [own])[0]?.why.en).toContain('in the manifest');
    const inherited = crashingPod({ reason, message });
    expect(findings(cause, [inherited])[0]?.why.en).toContain(
      'names no command',
    );
  });

  it.each([
    'runc create failed: unable to start container process: chdir to cwd ("/srv") set in config.json failed: no such file or directory',
    'failed to start container: error mounting "/a" to rootfs at "/b": no such file or directory',
    'open /etc/app.conf: permission denied',
    'runc create failed: unable to start container process: exec: "/app/run.sh": permission denied: unknown',
    'runc create failed: unable to start container process: exec /app/serve: exec format error',
    'runc create failed: unable to start container process: error during container init: exec /app/run.sh: no such file or directory',
  ])('is not found by: %s', message => {
    const failed = crashingPod({
      reason: 'StartError',
      exitCode: 128,
      message,
    });
    expect(findings(cause, [failed])).toEqual([]);
  });

  it('leaves a container alone that has started since', () => {
    const message = WORDINGS[0]?.[1] ?? '';
    const started = pod([
      'status.containerStatuses.0',
      containerStatus([
        'lastState',
        { terminated: { reason: 'StartError', message } },
      ]),
    ]);
    expect(findings(cause, [started])).toEqual([]);
  });

  it('reads the event when the status has no words yet', () => {
    const creating = waitingPod('ContainerCreating');
    const said = event('Failed', `Error: ${WORDINGS[0]?.[1]}`, [
      'involvedObject.fieldPath',
      'spec.containers{app}',
    ]);
    expect(findings(cause, [creating, said])[0]?.quotes[0]?.from).toBe(
      'events',
    );
    const started = event(
      'Started',
      'Started container app',
      ['involvedObject.fieldPath', 'spec.containers{app}'],
      ['lastTimestamp', ago(5)],
    );
    expect(findings(cause, [creating, said, started])).toEqual([]);
  });

  it('knows an end that Docker gives no name', () => {
    const message =
      'OCI runtime create failed: container_linux.go:349: starting container process caused "exec: \\"serve\\": executable file not found in $PATH": unknown';
    const failed = crashingPod({
      reason: 'ContainerCannotRun',
      exitCode: 127,
      message,
    });
    expect(findings(cause, [failed])).toHaveLength(1);
    const own = crashingPod({
      reason: 'Error',
      exitCode: 127,
      message: 'exec: "serve": executable file not found in $PATH',
    });
    expect(findings(cause, [own])).toEqual([]);
  });

  it('leaves an end alone that is history: another image is pulled', () => {
    const message = WORDINGS[0]?.[1] ?? '';
    const pulling = crashingPod({ reason: 'StartError', message }, [
      'status.containerStatuses.0.state',
      { waiting: { reason: 'ImagePullBackOff' } },
    ]);
    expect(findings(cause, [pulling])).toEqual([]);
  });

  const gone = (...tweaks: Tweak[]) =>
    crashingPod(
      { reason: 'StartError', exitCode: 128, message: WORDINGS[1]?.[1] ?? '' },
      ['status.containerStatuses.0.restartCount', 10],
      ['status.containerStatuses.0.imageID', 'app@sha256:1'],
      ...tweaks,
    );
  const old: Tweak = ['status.startTime', ago(60 * 86_400)];
  const twin = (...tweaks: Tweak[]) =>
    pod(
      ['metadata.name', 'web-2'],
      ['metadata.uid', 'web-2'],
      ['spec.nodeName', 'other'],
      ['status.containerStatuses.0.imageID', 'app@sha256:1'],
      ...tweaks,
    );
  const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };
  const whyOf = (...objects: unknown[]) =>
    findings(cause, objects, on)[0]?.why.en;

  it('doubts the copy of the node where the pod ran long before', () => {
    expect(whyOf(gone(old))).toContain('began 60 d ago and was restarted only');
    const [found] = findings(cause, [gone(old)], on);
    expect(found?.steps[1]?.text.en).toContain('crictl rmi');
  });

  it('doubts it where the same image runs on another node', () => {
    expect(whyOf(gone(), twin())).toContain('pod “web-2” on node “other” runs');
  });

  it.each([
    ['a young pod', [gone()]],
    [
      'a pod whose restarts fill its time',
      [gone(old, ['status.containerStatuses.0.restartCount', 17_000])],
    ],
    [
      'a command of the manifest',
      [gone(old, ['spec.containers.0.command', ['/app/serve']])],
    ],
    ['a twin on the same node', [gone(), twin(['spec.nodeName', 'worker'])]],
    [
      'a twin of another image',
      [gone(), twin(['status.containerStatuses.0.imageID', 'app@sha256:2'])],
    ],
    [
      'a volume over it',
      [
        gone(old, [
          'spec.containers.0.volumeMounts',
          [{ name: 'code', mountPath: '/app' }],
        ]),
      ],
    ],
  ])('does not doubt it for %s', (_, objects) => {
    expect(whyOf(...objects)).not.toContain('damaged');
  });

  it('names the volume that hides the program', () => {
    const covered = (mountPath: string) =>
      whyOf(
        gone(['spec.containers.0.volumeMounts', [{ name: 'code', mountPath }]]),
      );
    expect(covered('/app')).toContain(
      'the volume “code”, which is mounted at /app',
    );
    expect(covered('/app/')).toContain('“code”');
    expect(covered('/ap')).not.toContain('“code”');
  });

  it('does not say of an image without a command that its own is used', () => {
    const [found] = findings(cause, [
      waitingPod('CreateContainerError', WORDINGS.at(-2)?.[1]),
    ]);
    expect(found?.why.en).toContain('the image brings none of its own');
    expect(found?.why.en).not.toContain('are used');
  });
});

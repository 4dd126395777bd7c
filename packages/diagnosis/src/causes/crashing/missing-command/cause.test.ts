import {
  containerStatus,
  crashingPod,
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
    'may not be executed',
  ],
  [
    'no permission',
    'runc create failed: unable to start container process: exec: "/app/run.sh": permission denied: unknown',
    'may not be executed',
  ],
  [
    'another processor',
    'runc create failed: unable to start container process: exec /app/serve: exec format error',
    'another processor',
  ],
  [
    'no command (containerd)',
    'failed to generate container "5bee" spec: failed to generate spec: no command specified',
    'which program to start',
  ],
  [
    'no command (dockershim)',
    'Error response from daemon: No command specified',
    'which program to start',
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
});

import { innerError } from './innerError';

describe('innerError', () => {
  it.each([
    [
      'failed to create containerd task: failed to create shim task: No such file or directory (os error 2)\n\nStack backtrace:\n   0: <unknown>',
      'No such file or directory (os error 2)',
    ],
    [
      'Error: failed to create containerd task: failed to create shim: hcs::CreateComputeSystem test: The directory name is invalid.: unknown',
      'hcs::CreateComputeSystem test: The directory name is invalid',
    ],
    [
      'failed to create containerd task: failed to create shim task: rpc status: Status { code: INTERNAL, message: "failed to mount /run/kata", details: [] }',
      'failed to mount /run/kata',
    ],
    [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "a": plugin type="galaxy" name="g" failed (add): boom',
      'boom',
    ],
    [
      'rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "web-1_shop" network: boom',
      'boom',
    ],
    [
      'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: the moon is full: unknown',
      'the moon is full',
    ],
    ['', ''],
    ['one <thing>\ntwo', 'one ‹thing›'],
  ])('takes the wrappers off: %s', (message, inner) => {
    expect(innerError(message)).toBe(inner);
  });
});

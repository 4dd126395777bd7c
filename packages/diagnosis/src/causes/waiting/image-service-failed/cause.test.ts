import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-service-failed', () => {
  it.each([
    [
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
      'does not answer',
    ],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'does not answer',
    ],
    ['open /var/lib/docker/tmp/x: read-only file system', 'damaged'],
    [
      'failed to extract layer sha256:1: failed to Lchown "/x" for UID 99999: lchown /x: invalid argument',
      'may not write',
    ],
    [
      'failed to prepare extraction snapshot "extract-1 sha256:2": parent snapshot sha256:3 does not exist: not found',
      'inconsistent',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('goes by the reason ImageInspectError alone', () => {
    const message =
      'Failed to inspect image "registry.example/web:1.0": rpc error: code = DeadlineExceeded desc = context deadline exceeded';
    const [found] = findings(cause, [waitingPod('ImageInspectError', message)]);
    expect(found?.why.en).toContain('does not answer');
  });

  it.each([
    'dial tcp 10.0.0.1:443: connect: connection refused',
    'no space left on device',
    'pull access denied',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});

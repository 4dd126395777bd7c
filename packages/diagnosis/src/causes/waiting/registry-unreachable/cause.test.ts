import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

const REFUSED =
  'failed to do request: Head "https://registry.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused';

describe('registry-unreachable', () => {
  it('names the address and counts the tries', () => {
    const failed = event(
      'Failed',
      `Failed to pull image "registry.example/web:1.0": ${REFUSED}`,
      ['count', 4],
    );
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', REFUSED),
      failed,
    ]);
    expect(found?.what.en).toContain('10.0.0.1:443');
    expect(found?.what.en).toContain('4 tries have failed');
    expect(found?.why.en).toContain('nothing listens');
  });

  it('says that localhost is the node', () => {
    const pod = waitingPod(
      'ErrImagePull',
      'dial tcp 127.0.0.1:5000: connect: connection refused',
      ['spec.containers.0.image', 'localhost:5000/web:1'],
    );
    expect(findings(cause, [pod])[0]?.why.en).toContain('not your computer');
  });

  it('knows CRI-O’s reason, with and without words', () => {
    const text =
      'image pull failed for registry.example/web:1.0 because the registry is unavailable.';
    for (const message of [text, undefined])
      expect(
        findings(cause, [waitingPod('RegistryUnavailable', message)]),
      ).toHaveLength(1);
    const more = `${text} dial tcp: lookup registry.example: no such host`;
    expect(findings(cause, [waitingPod('RegistryUnavailable', more)])).toEqual(
      [],
    );
  });

  it.each([
    'unexpected status: 500 Internal Server Error',
    'toomanyrequests: You have reached your pull rate limit',
    'manifest unknown',
    'dial tcp 10.0.0.1:443: i/o timeout',
    'x509: certificate signed by unknown authority',
    'dial unix /run/containerd/containerd.sock: connect: connection refused',
  ])('leaves alone: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });

  it('leaves a container alone that waits for something else', () => {
    expect(
      findings(cause, [waitingPod('CrashLoopBackOff', 'dial tcp')]),
    ).toEqual([]);
  });
});

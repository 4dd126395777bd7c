import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-pull-throttled', () => {
  it('knows the kubelet’s words, once and backing off', () => {
    for (const [reason, message] of [
      ['ErrImagePull', 'pull QPS exceeded'],
      [
        'ImagePullBackOff',
        'Back-off pulling image "x": ErrImagePull: pull QPS exceeded',
      ],
    ] as const) {
      const [found] = findings(cause, [waitingPod(reason, message)]);
      expect(found?.why.en).toContain('brakes itself');
    }
  });

  it('gives way to what the registry said before', () => {
    const before = event(
      'Failed',
      'Failed to pull image "registry.example/web:1.0": manifest unknown',
    );
    const braked = waitingPod('ErrImagePull', 'pull QPS exceeded');
    expect(findings(cause, [braked, before])).toEqual([]);
  });

  it.each(['toomanyrequests: Rate exceeded'])(
    'leaves to others: %s',
    message => {
      expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual(
        [],
      );
    },
  );
});

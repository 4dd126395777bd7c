import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-pull-unexplained', () => {
  it('quotes what it does not know', () => {
    const message =
      'Back-off pulling image "registry.example/web:1.0": ErrImagePull: rpc error: code = Unknown desc = the moon is full';
    const [found] = findings(cause, [waitingPod('ImagePullBackOff', message)]);
    expect(found?.why.en).toContain('“the moon is full”');
    expect(found?.quotes[0]?.value).toBe(message);
  });

  it('shows the beginning of a long message alone', () => {
    const message = 'hm '.repeat(500);
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en.length).toBeLessThan(400);
  });

  it('is never silent when the first reason is gone', () => {
    const bare = 'Back-off pulling image "registry.example/web:1.0"';
    for (const message of [bare, undefined]) {
      const [found] = findings(cause, [
        waitingPod('ImagePullBackOff', message),
        event('BackOff', bare),
      ]);
      expect(found?.why.en).toContain('Why is not known here');
      expect(found?.severity).toBe('critical');
    }
  });

  it('knows a sentence in the place of the reason', () => {
    const reason =
      'Failed to lookup runtimeHandler for runtimeClassName of the pod';
    const [found] = findings(cause, [waitingPod(reason, reason)]);
    expect(found?.why.en).toContain('runtimeHandler');
  });

  it.each(['manifest unknown', 'pull QPS exceeded'])(
    'leaves to others: %s',
    message => {
      expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual(
        [],
      );
    },
  );

  it.each(['CrashLoopBackOff', 'CreateContainerError', 'the cat ate it'])(
    'leaves alone: %s',
    reason => {
      expect(findings(cause, [waitingPod(reason, 'x')])).toEqual([]);
    },
  );
});

import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'image root',
    'container has runAsNonRoot and image will run as root (pod: "web-1_shop(pod-uid-1)", container: app)',
    'its image runs as root',
  ],
  [
    'image root before 1.19',
    'container has runAsNonRoot and image will run as root',
    'its image runs as root',
  ],
  [
    'user 0 asked',
    'container\'s runAsUser breaks non-root policy (pod: "web-1_shop(pod-uid-1)", container: app)',
    'itself asks for user 0',
  ],
  [
    'user by name',
    'container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root (pod: "web-1_shop(pod-uid-1)", container: app)',
    'its user “node”',
  ],
  [
    'number out of range',
    'container has runAsNonRoot and image has an invalid user id (99999999999). (Must be 1-(2147483647)): out of range',
    'out of range',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerConfigError', message);

describe('runs-as-root-refused', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['another refusal', 'secret "runs-as-root" not found']])(
    'leaves %s to another cause',
    (_, message) => {
      expect(findings(cause, [failing(message)])).toEqual([]);
    },
  );

  it('says nothing once the container runs, or the pod is on its way out', () => {
    const [, message = ''] = WORDINGS[0] ?? [];
    const terminated = { reason: 'StartError', exitCode: 128, message };
    const status = containerStatus(['lastState', { terminated }]);
    const runs = pod(['status.containerStatuses.0', status]);
    expect(findings(cause, [runs])).toEqual([]);
    const leaving = {
      ...failing(message),
      metadata: { name: 'web-1', deletionTimestamp: '2026-01-15T12:00:10Z' },
    };
    expect(findings(cause, [leaving])).toEqual([]);
  });

  it('quotes what the manifest asks', () => {
    const asked = waitingPod('CreateContainerConfigError', WORDINGS[2]?.[1], [
      'spec.securityContext',
      { runAsNonRoot: true, runAsUser: 0 },
    ]);
    const [found] = findings(cause, [asked]);
    const steps = found?.steps.map(({ text }) => text.en).join(' ');
    expect(steps).toContain('Replace runAsUser: 0');
    expect(steps).not.toContain('Dockerfile with a USER line');
    const quoted = found?.quotes.map(({ at }) => at);
    expect(quoted).toContain('spec.securityContext.runAsNonRoot');
    expect(quoted).toContain('spec.securityContext.runAsUser');
  });
});

import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'CRI-O',
    'CDI device injection failed: unresolvable CDI devices vendor.example/net=eth7',
    '“vendor.example/net=eth7”',
  ],
  [
    'containerd',
    'failed to generate spec: CDI devices (vendor.example/net=eth7) requested but CDI support is explicitly disabled',
    'device',
  ],
  [
    'Docker',
    'Error response from daemon: error gathering device information while adding custom device "/dev/fuse7": no such file or directory',
    '“/dev/fuse7”',
  ],
  [
    'the plugin',
    'device plugin PreStartContainer rpc failed with err: rpc error: code = Unknown desc = device unhealthy',
    'device',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('device-missing', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'NVIDIA',
      'CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all',
    ],
  ])('leaves %s to another cause', (_, message) => {
    expect(findings(cause, [failing(message)])).toEqual([]);
  });

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

  it.each(['PreCreateHookError', 'PreStartHookError'])(
    'knows the reason %s whatever the message says',
    reason => {
      const failed = waitingPod(reason, 'not enough cpus available');
      expect(findings(cause, [failed])).toHaveLength(1);
    },
  );
});

import {
  containerStatus,
  crashingPod,
  findings,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  ['a field', 'unsupported fieldPath: status.podIPz', '“status.podIPz”'],
  [
    'a key of a file',
    'environment variable key "HOST" not found in file "a.env"',
    '“HOST”',
  ],
  ['a file that cannot be read', "couldn't parse env file", 'cannot be read'],
  [
    'a volume',
    'cannot find the volume "shared" referenced by FileKeyRef',
    'volume that is not there',
  ],
  [
    'an empty name',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: invalid environment variable: name cannot be empty',
    'not allowed',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerConfigError', message);

describe('env-reference-invalid', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['a config map', 'configmap "settings" not found']])(
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

  it.each([
    'error during container init: environment variable value can\'t contain null(\\x00): "TOKEN=hunter2\\x00": unknown',
    'invalid environment variable "TOKEN=hunter2\\x00": contains nul byte (\\x00)',
  ])('never shows the value: %s', message => {
    const failed = crashingPod({
      reason: 'StartError',
      exitCode: 128,
      message,
    });
    const [found] = findings(cause, [failed]);
    expect(found?.what.en).toContain('zero byte');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

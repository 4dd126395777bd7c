import { diagnose } from '../../../diagnose';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const ids = (objects: readonly unknown[]) =>
  diagnose(snapshot(objects)).found.map(one => one.cause);

describe('stopped-by-signal', () => {
  it.each([
    [143, 'TERM'],
    [130, 'INT'],
    [129, 'HUP'],
    [131, 'QUIT'],
  ])('knows exit code %d', (exitCode, name) => {
    const [found] = findings(cause, [crashingPod({ exitCode })]);
    expect(found?.what.en).toContain(
      `the signal ${name} (exit code ${exitCode})`,
    );
    expect(found?.why.en).toContain('did not fail by itself');
  });

  it.each([
    'Container app definition changed, will be restarted',
    'Container app resize requires restart',
  ])('quotes what the kubelet says: %s', message => {
    const killing = event('Killing', message, ['type', 'Normal']);
    const [found] = findings(cause, [crashingPod({ exitCode: 143 }), killing]);
    expect(found?.why.en).toContain(message);
  });

  it('goes before the exit code', () => {
    expect(ids([crashingPod({ exitCode: 143, reason: 'Error' })])).toEqual([
      'stopped-by-signal',
    ]);
  });

  it.each([
    ['another code', crashingPod({ exitCode: 1 })],
    [
      'a pod on its way out',
      crashingPod({ exitCode: 143 }, ['metadata.deletionTimestamp', ago(5)]),
    ],
    [
      'a pod that was ended',
      crashingPod({ exitCode: 143 }, ['status.reason', 'NodeShutdown']),
    ],
  ])('leaves %s alone', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });

  it('does not quote an old kill', () => {
    const old = event('Killing', 'Stopping container app', [
      'lastTimestamp',
      ago(3000),
    ]);
    const [found] = findings(cause, [crashingPod({ exitCode: 143 }), old]);
    expect(found?.why.en).not.toContain('Stopping');
  });
});

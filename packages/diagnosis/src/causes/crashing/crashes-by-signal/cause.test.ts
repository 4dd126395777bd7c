import { diagnose } from '../../../diagnose';
import { crashingPod, findings, snapshot } from '../../../testing';
import cause from './cause';

const ids = (objects: readonly unknown[]) =>
  diagnose(snapshot(objects)).found.map(one => one.cause);

describe('crashes-by-signal', () => {
  it.each([
    [139, 'signal 11 (SEGV)', 'A fault in native code'],
    [134, 'signal 6 (ABRT)', 'gave up by itself'],
    [135, 'signal 7 (BUS)', '/dev/shm'],
    [136, 'signal 8 (FPE)', 'divided by zero'],
    [132, 'signal 4 (ILL)', 'newer processor'],
    [-1073741819, 'a bad memory access', 'A fault in native code'],
    [3221225781, 'a library (DLL) is missing', 'A fault in native code'],
  ])('knows %d', (exitCode, meaning, why) => {
    const [found] = findings(cause, [
      crashingPod({ exitCode, reason: 'Error' }),
    ]);
    expect(found?.what.en).toContain(meaning);
    expect(found?.why.en).toContain(why);
  });

  it('knows a signal that the runtime gives apart', () => {
    expect(
      findings(cause, [crashingPod({ exitCode: 0, signal: 11 })]),
    ).toHaveLength(1);
  });

  it('goes before the exit code, and quotes the log', () => {
    const objects = [crashingPod({ exitCode: 139, reason: 'Error' })];
    expect(ids(objects)).toEqual(['crashes-by-signal']);
    const logs = { app: { previous: 'fatal: corrupted heap\n' } };
    expect(findings(cause, objects, { logs })[0]?.why.en).toContain(
      'corrupted heap',
    );
  });

  it.each([1, 2, 137, 143, 159, 255])('leaves exit code %d alone', exitCode => {
    expect(findings(cause, [crashingPod({ exitCode })])).toEqual([]);
  });
});

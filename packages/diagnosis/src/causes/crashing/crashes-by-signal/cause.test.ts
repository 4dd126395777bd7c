import { diagnose } from '../../../diagnose';
import { crashingPod, findings, node, snapshot } from '../../../testing';
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

  const WENT_ON = `10:00:00 INFO start\nrealpath: /app/conf: No such file or directory\n10:00:01 INFO generating certificates\n`;

  it.each([
    [135, WENT_ON, 'crashes-by-signal'],
    [139, WENT_ON, 'crashes-by-signal'],
    [134, WENT_ON, 'crashes-by-signal'],
    [
      139,
      `cat: /app/conf: No such file or directory\nmaking certificates\nSegmentation fault (core dumped)\n`,
      'crashes-by-signal',
    ],
    [1, WENT_ON, 'file-missing'],
    [
      139,
      'cannot open /app/x: No such file or directory\nSegmentation fault (core dumped)\n',
      'file-missing',
    ],
    [
      134,
      "terminate called after throwing an instance of 'std::runtime_error'\n  what():  open /app/x: No such file or directory\n",
      'file-missing',
    ],
    [
      132,
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb0 node::Abort()\n',
      'heap-exhausted',
    ],
  ])(
    'outranks a complaint after which it went on: %d %#',
    (code, log, root) => {
      const logs = { app: { previous: log } };
      const { found } = diagnose(
        snapshot([crashingPod({ exitCode: code, reason: 'Error' })], { logs }),
      );
      expect(found[0]?.cause).toBe(root);
    },
  );

  it('says that it went on', () => {
    const objects = [crashingPod({ exitCode: 135, reason: 'Error' })];
    const logs = { app: { previous: WENT_ON } };
    expect(findings(cause, objects, { logs })[0]?.why.en).toContain(
      'but went on',
    );
  });

  it('knows huge pages that the container may not use', () => {
    const huge = node(['status.allocatable.hugepages-2Mi', '1Gi']);
    const bus = { exitCode: 135, reason: 'Error' };
    const [found] = findings(cause, [crashingPod(bus), huge]);
    expect(found?.why.en).toContain('hugepages-2Mi: 1Gi');
    const allowed = crashingPod(bus, [
      'spec.containers.0.resources',
      { limits: { 'hugepages-2Mi': '512Mi' } },
    ]);
    expect(findings(cause, [allowed, huge])[0]?.why.en).toContain('64 MiB');
  });

  it.each([1, 2, 137, 143, 159, 255])('leaves exit code %d alone', exitCode => {
    expect(findings(cause, [crashingPod({ exitCode })])).toEqual([]);
  });
});

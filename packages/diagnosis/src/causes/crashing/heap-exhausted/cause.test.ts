import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('heap-exhausted', () => {
  it.each([
    [
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat com.shop.Main.main(Main.java:9)',
      '',
    ],
    [
      '<--- Last few GCs --->\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb06730 node::Abort() [node]',
      '',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/x.py", line 1, in <module>\nMemoryError',
      '',
    ],
    [
      'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array',
      '',
    ],
    [
      "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
      '',
    ],
    ['fatal error: runtime: out of memory\n\nruntime stack:', ''],
    [
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/x.php on line 3',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'popen failure: Cannot allocate memory',
    'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
    'FATAL:  could not create shared memory segment: Cannot allocate memory',
    '-bash: fork: Cannot allocate memory',
    'OSError: [Errno 12] Cannot allocate memory',
    'Error: spawn ENOMEM',
  ])('tells refused memory from a heap of its own: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('the system gave it no memory');
    expect(`${found?.why.en}${found?.steps[1]?.text.en}`).not.toContain('heap');
  });

  it.each([
    ['java.lang.OutOfMemoryError: Java heap space', 'a quarter', 'MaxRAMPerc'],
    [
      'KAFKA_HEAP_OPTS=-Xms512M -Xmx8g\njava.lang.OutOfMemoryError: Java heap space',
      'here -Xmx8g',
      'Raise -Xmx (now 8g)',
    ],
    ['java.lang.OutOfMemoryError: Metaspace', '', 'MaxMetaspaceSize'],
    ['java.lang.OutOfMemoryError: Direct buffer memory', '', 'MaxDirectMem'],
    ['FATAL ERROR: JavaScript heap out of memory', 'its version', 'max-old'],
  ])('speaks of the bound that was met: %s', (log, why, setting) => {
    const [found] = said(log);
    expect(found?.why.en).toContain(why);
    expect(found?.why.en.includes('quarter')).toBe(why.includes('quarter'));
    expect(found?.steps[1]?.text.en).toContain(setting);
  });

  it.each(['INFO no out of memory errors today\nINFO bye'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );

  it('leaves what the kernel killed to another cause', () => {
    const killed = crashingPod({ exitCode: 137, reason: 'OOMKilled' });
    const previous = 'java.lang.OutOfMemoryError: Java heap space';
    expect(findings(cause, [killed], { logs: { app: { previous } } })).toEqual(
      [],
    );
  });

  it.each([
    ['512m', undefined, 'here -Xmx512m'],
    [undefined, '200Mi', 'a quarter of the limit'],
    [undefined, undefined, 'a quarter of the memory of the node'],
  ])('knows what sets the heap: -Xmx%s, limit %s', (maxHeap, memory, words) => {
    const java = crashingPod(
      end,
      ['spec.containers.0.resources', memory ? { limits: { memory } } : {}],
      ['spec.containers.0.args', [maxHeap ? `-Xmx${maxHeap}` : 'y']],
    );
    const previous = 'java.lang.OutOfMemoryError: Java heap space';
    const [found] = findings(cause, [java], { logs: { app: { previous } } });
    expect(found?.why.en).toContain(words);
    expect(found?.steps).toHaveLength(maxHeap ? 3 : 4);
  });

  it('names limit, double limit and setting', () => {
    const limited = crashingPod(end, [
      'spec.containers.0.resources',
      { limits: { memory: '200Mi' } },
    ]);
    const previous = 'java.lang.OutOfMemoryError: Java heap space';
    const [found] = findings(cause, [limited], { logs: { app: { previous } } });
    expect(found?.why.en).toContain('may use 200 MiB');
    expect(found?.steps[1]?.text.en).toContain('MaxRAMPercentage');
    expect(found?.steps[2]?.text.en).toContain('400 MiB');
  });
});

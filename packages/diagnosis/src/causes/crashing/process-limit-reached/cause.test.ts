import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('process-limit-reached', () => {
  it.each([
    [
      'Exception in thread "main" java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
      '',
    ],
    [
      'runtime: failed to create new OS thread (have 2 already; errno=11)\nfatal error: newosproc',
      '',
    ],
    ["RuntimeError: can't start new thread", ''],
    [
      '/entrypoint.sh: fork: retry: Resource temporarily unavailable\n/entrypoint.sh: fork: Resource temporarily unavailable',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each(['INFO threads: 12\nINFO bye'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});

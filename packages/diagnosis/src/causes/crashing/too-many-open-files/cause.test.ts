import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('too-many-open-files', () => {
  it.each([
    ['accept tcp [::]:8080: accept4: too many open files', ''],
    ["Error: EMFILE: too many open files, open '/app/x'", ''],
    ['OSError: [Errno 24] Too many open files', ''],
    ['Caused by: java.io.IOException: Too many open files', ''],
    [
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/app'",
      '',
    ],
    ['failed to create fsnotify watcher: too many open files', ''],
    [
      'System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each(['INFO too many open files in the last hour: 0\nINFO done'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});

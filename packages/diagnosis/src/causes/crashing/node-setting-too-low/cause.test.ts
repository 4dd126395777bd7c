import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('node-setting-too-low', () => {
  it.each([
    [
      'ERROR: [1] bootstrap checks failed\n[1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
      '262144',
    ],
    [
      'bootstrap check failure [1] of [2]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]',
      '65535',
    ],
    [
      'bootstrap check failure [1] of [1]: memory locking requested for elasticsearch process but memory is not locked',
      '',
    ],
    [
      'ERROR: Could not setup Async I/O: not enough event slots available. Set /proc/sys/fs.aio-max-nr to at least 65536',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    '# WARNING: vm.overcommit_memory must be set to 1\n* Ready to accept connections',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});

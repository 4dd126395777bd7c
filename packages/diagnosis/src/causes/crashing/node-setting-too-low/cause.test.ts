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
    ['iptables: No chain/target/match by that name.', 'lacks a module'],
    [
      "iptables v1.8.7 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)\nPerhaps iptables or your kernel needs to be upgraded.",
      'lacks a module',
    ],
    [
      'iptables/1.8.7 Failed to initialize nft: Protocol not supported',
      'lacks a module',
    ],
    [
      'modprobe: FATAL: Module wireguard not found in directory /lib/modules/5.4',
      '(wireguard)',
    ],
    [
      '[FATAL] plugin/loop: Loop (127.0.0.1:3 -> :53) detected for zone "."',
      'resolv.conf',
    ],
    [
      'Error connecting to 127.0.0.6:15002: dial tcp 127.0.0.1:0->127.0.0.6:15002: connect: connection refused',
      'CNI plugin',
    ],
    [
      'Failed to validate networking configuration. Please ensure iptables rules are rewriting traffic as expected.',
      'CNI plugin',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    "iptables v1.8.7: can't initialize iptables table `nat': Permission denied (you must be root)",
    'dial tcp 127.0.0.1:15002: connect: connection refused',
    '# WARNING: vm.overcommit_memory must be set to 1\n* Ready to accept connections',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});

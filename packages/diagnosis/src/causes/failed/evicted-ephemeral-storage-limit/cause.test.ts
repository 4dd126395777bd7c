import { findings, pod } from '../../../testing';
import cause from './cause';

const evicted = (message: string) =>
  pod([
    'status',
    { phase: 'Failed', reason: 'Evicted', message, conditions: [] },
  ]);

describe('evicted-ephemeral-storage-limit', () => {
  it.each([
    [
      'Usage of EmptyDir volume "scratch" exceeds the limit "1Mi". ',
      'emptyDir volume “scratch” went over the limit of 1 MiB',
    ],
    [
      'Container app exceeded its local ephemeral storage limit "2Gi". ',
      'container “app” wrote more to its own disk, logs included, than its limit of 2 GiB',
    ],
    [
      'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ',
      'the sum of its containers’ limits of 1 GiB',
    ],
    [
      'pod ephemeral local storage usage exceeds the total limit of containers {{1073741824 0} {<nil>} 1Gi BinarySI}',
      'the sum of its containers’ limits of 1 GiB',
    ],
    [
      'usage of EmptyDir volume exceeds the limit',
      'the sum of its containers’ limits',
    ],
  ])('reads %s', (message, words) => {
    expect(findings(cause, [evicted(message)])[0]?.what.en).toContain(words);
  });

  it('knows a volume in memory', () => {
    const message = 'Usage of EmptyDir volume "shm" exceeds the limit "64Mi". ';
    const subject = {
      ...evicted(message),
      spec: {
        nodeName: 'worker',
        containers: [{ name: 'app' }],
        volumes: [
          { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
        ],
      },
    };
    const [found] = findings(cause, [subject]);
    expect(found?.why.en).toContain('lies in memory');
    expect(found?.quotes.map(({ value }) => value)).toContain('64Mi');
  });

  it.each([
    ['node’s', 'The node was low on resource: ephemeral-storage. '],
    ['memory', 'The node was low on resource: memory. '],
  ])('is not said of the %s lack', (_, message) => {
    expect(findings(cause, [evicted(message)])).toEqual([]);
  });
});

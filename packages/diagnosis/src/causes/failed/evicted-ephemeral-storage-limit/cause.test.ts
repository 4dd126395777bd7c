import type { JsonObject } from '../../../testing';
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

  const TOTAL =
    'Pod ephemeral local storage usage exceeds the total limit of containers 100Gi. ';
  const container = (name: string, limit?: string) => ({
    name,
    ...(limit && { resources: { limits: { 'ephemeral-storage': limit } } }),
  });
  const judge = (message: string, ...containers: JsonObject[]) =>
    findings(cause, [
      { ...evicted(message), spec: { nodeName: 'worker', containers } },
    ])[0];

  it('says whose limit holds for the whole pod', () => {
    const found = judge(TOTAL, container('app'), container('proxy', '100Gi'));
    expect(found?.why.en).toContain(
      'Only “proxy” sets such a limit, but it then holds for all that the pod writes: what “app” writes counts, too.',
    );
    expect(found?.steps[1]?.text.en).toMatch(
      /^Raise limits.ephemeral-storage of “proxy” to what the whole pod needs, or remove it/,
    );
  });

  it('counts a sidecar among the init containers', () => {
    const subject = {
      ...evicted(TOTAL),
      spec: {
        nodeName: 'worker',
        containers: [container('app')],
        initContainers: [
          { ...container('proxy', '100Gi'), restartPolicy: 'Always' },
          container('setup'),
        ],
      },
    };
    const [found] = findings(cause, [subject]);
    expect(found?.why.en).toMatch(/^Only “proxy” .*what “app” writes counts/);
  });

  it.each([
    ['all set one', TOTAL, [container('a', '1Gi'), container('b', '99Gi')]],
    ['none is known', TOTAL, [container('a')]],
    [
      'one went over its own',
      'Container proxy exceeded its local ephemeral storage limit "2Gi". ',
      [container('app'), container('proxy', '2Gi')],
    ],
  ])('says no such thing where %s', (_, message, containers) => {
    const found = judge(message, ...containers);
    expect(found?.why.en).toMatch(/^The node measures/);
    expect(found?.steps[1]?.text.en).toContain('what the program needs');
  });
});

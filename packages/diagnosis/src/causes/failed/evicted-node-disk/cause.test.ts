import { ago, event, findings, node, pod } from '../../../testing';
import cause from './cause';

const evicted = (message: string) =>
  pod([
    'status',
    { phase: 'Failed', reason: 'Evicted', message, conditions: [] },
  ]);

describe('evicted-node-disk', () => {
  it('tells the numbers of node and container', () => {
    const [found] = findings(cause, [
      evicted(
        'The node was low on resource: ephemeral-storage. Threshold quantity: 2146223340, available: 1883424Ki. Container helmer was using 10304Ki, request is 10Mi, has larger consumption of ephemeral-storage. Container ui was using 52676Ki, request is 10Mi, has larger consumption of ephemeral-storage. ',
      ),
    ]);
    expect(found?.what.en).toContain(
      'node “worker” ran out of local disk. 1.79 GiB were left, it keeps 1.99 GiB free. “ui” had written 51.45 MiB and reserved 10 MiB (request).',
    );
  });

  it.each([
    [
      'up to 1.25',
      'The node was low on resource: ephemeral-storage. Container app was using 34260Ki, which exceeds its request of 0. ',
      'local disk',
    ],
    ['of 1.10', 'The node was low on resource: imagefs.', 'local disk'],
    [
      'of the oldest',
      'The node was low on resource: [DiskPressure].',
      'local disk',
    ],
    [
      'for files',
      'The node was low on resource: inodes. Threshold quantity: 1000, available: 812. ',
      '812 were left',
    ],
    [
      'for files of old',
      'The node was low on resource: nodefsInodes.',
      'inodes',
    ],
  ])('knows the words %s', (_, message, words) => {
    expect(findings(cause, [evicted(message)])[0]?.what.en).toContain(words);
  });

  it('says that the node could not make room', () => {
    const full = event(
      'FreeDiskSpaceFailed',
      'failed to garbage collect required amount of images. Wanted to free 5829 bytes, but freed 0 bytes',
      ['involvedObject', { kind: 'Node', name: 'worker', uid: 'worker' }],
    );
    const message = 'The node was low on resource: ephemeral-storage.';
    const [found] = findings(cause, [evicted(message), node(), full]);
    expect(found?.why.en).toContain('could not free enough');
    expect(found?.quotes.some(({ from }) => from === 'nodeEvents')).toBe(true);
  });

  it.each<[string, string | undefined, boolean]>([
    ['still pulled', undefined, true],
    [
      'of another came before',
      'Successfully pulled image "alpine" in 2s',
      true,
    ],
    ['had come', 'Successfully pulled image "big:1" in 2s', false],
  ])('blames the image when it %s', (_, pulled, isBlamed) => {
    const message = 'The node was low on resource: ephemeral-storage.';
    const [found] = findings(cause, [
      evicted(message),
      event('Pulling', 'Pulling image "big:1"', ['lastTimestamp', ago(60)]),
      ...(pulled ? [event('Pulled', pulled, ['lastTimestamp', ago(50)])] : []),
      event('Evicted', message, ['lastTimestamp', ago(40)]),
    ]);
    expect(
      /pulled and unpacked the image “big:1”/.test(found?.why.en ?? ''),
    ).toBe(isBlamed);
    expect(/smaller image/.test(found?.steps[0]?.text.en ?? '')).toBe(isBlamed);
  });

  it.each([
    ['memory', 'The node was low on resource: memory.'],
    [
      'its own limit',
      'Container app exceeded its local ephemeral storage limit "1Gi". ',
    ],
    ['a refusal', 'Pod The node had condition: [DiskPressure]. '],
  ])('is not said of %s', (_, message) => {
    expect(findings(cause, [evicted(message)])).toEqual([]);
  });
});

import { PODS } from './kinds';
import { listObjects } from './objects';
import type { Transport } from './transport/transport';
import type { ListOptions, RawObject } from './types';

/** A server with two pages of one pod each, and the order of what happened. */
function twoPages(project: (object: RawObject) => unknown) {
  const happened: string[] = [];
  const transport = {
    async json({ path }: { path: string }) {
      const isFirst = !path.includes('continue=');
      happened.push(isFirst ? 'asks for the first' : 'asks for the second');
      return {
        kind: 'PodList',
        items: [{ metadata: { name: isFirst ? 'a' : 'b' } }],
        metadata: { resourceVersion: '7', ...(isFirst && { continue: 'x' }) },
      };
    },
  } as unknown as Transport; // only this is reached from here
  const list = (options?: ListOptions) =>
    listObjects(
      transport,
      'demo',
      { kind: PODS },
      object => {
        happened.push(`keeps ${object.metadata?.name}`);
        return project(object);
      },
      options,
    );
  return { list, happened };
}

it('keeps what it needs of a page while the next one is on its way', async () => {
  const { list, happened } = twoPages(({ metadata }) => metadata?.name);
  expect(await list()).toEqual({ items: ['a', 'b'], resourceVersion: '7' });
  expect(happened).toEqual([
    'asks for the first',
    'asks for the second',
    'keeps a',
    'keeps b',
  ]);
});

it('throws what is thrown over an object', async () => {
  const { list } = twoPages(() => {
    throw new Error('unreadable');
  });
  await expect(list()).rejects.toThrow('unreadable');
});

import type { ContractCase } from './contractCase';
import type { ContractTarget } from './target';

/** Config maps cost a real cluster nothing: no node has to start them. */
async function withConfigMaps(
  target: ContractTarget,
  count: number,
): Promise<string> {
  const namespace = await target.namespace();
  for (let i = 0; i < count; i++) {
    await target.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: `item-${i}`,
        namespace,
        labels: { parity: i % 2 === 0 ? 'even' : 'odd', [`only-${i}`]: 'yes' },
      },
      data: { key: String(i) },
    });
  }
  return `/api/v1/namespaces/${namespace}/configmaps`;
}

const ours = (items: any[]) =>
  items
    .map(item => item.metadata.name)
    .filter(name => name.startsWith('item-'));

export const listCases: readonly ContractCase[] = [
  {
    name: 'a list has kind, version and items without kind',
    async run(target) {
      const path = await withConfigMaps(target, 1);
      const list = (await target.admin.get(path)).json();
      expect(list.kind).toBe('ConfigMapList');
      expect(list.apiVersion).toBe('v1');
      expect(list.metadata.resourceVersion).toMatch(/^\d+$/);
      const item = list.items.find((i: any) => i.metadata.name === 'item-0');
      expect(item.kind).toBeUndefined();
      expect(item.apiVersion).toBeUndefined();
      expect(item.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    },
  },
  {
    name: 'pages of a list are of one version, in order, and together the whole',
    async run(target) {
      const path = await withConfigMaps(target, 5);
      const label = encodeURIComponent('parity in (even,odd)');
      const seen: string[] = [];
      const versions = new Set<string>();
      let token = '';
      do {
        const query = `limit=2&labelSelector=${label}&continue=${encodeURIComponent(
          token,
        )}`;
        const page = (await target.admin.get(`${path}?${query}`)).json();
        expect(page.items.length).toBeLessThanOrEqual(2);
        expect(page.metadata.remainingItemCount).toBeUndefined();
        seen.push(...ours(page.items));
        versions.add(page.metadata.resourceVersion);
        token = page.metadata.continue ?? '';
      } while (token);
      expect(seen).toEqual(['item-0', 'item-1', 'item-2', 'item-3', 'item-4']);
      expect(versions.size).toBe(1);
    },
  },
  {
    name: 'without a selector a page says how many items remain',
    async run(target) {
      const path = await withConfigMaps(target, 3);
      const whole = (await target.admin.get(path)).json();
      const page = (await target.admin.get(`${path}?limit=1`)).json();
      expect(page.metadata.remainingItemCount).toBe(whole.items.length - 1);
    },
  },
  {
    name: 'an object made between two pages is not in the second',
    async run(target) {
      const path = await withConfigMaps(target, 2);
      const namespace = path.split('/')[4];
      const label = encodeURIComponent('parity');
      const first = (
        await target.admin.get(`${path}?limit=1&labelSelector=${label}`)
      ).json();
      await target.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'item-9', namespace, labels: { parity: 'odd' } },
      });
      const token = encodeURIComponent(first.metadata.continue);
      const second = (
        await target.admin.get(
          `${path}?limit=5&labelSelector=${label}&continue=${token}`,
        )
      ).json();
      expect(ours(second.items)).toEqual(['item-1']);
    },
  },
  {
    name: 'version 0 is answered whole, whatever the limit',
    async run(target) {
      const path = await withConfigMaps(target, 3);
      const list = (
        await target.admin.get(`${path}?limit=1&resourceVersion=0`)
      ).json();
      expect(list.metadata.continue).toBeUndefined();
      expect(list.items.length).toBeGreaterThanOrEqual(3);
    },
  },
  {
    name: 'label selectors',
    async run(target) {
      const path = await withConfigMaps(target, 3);
      const select = async (selector: string) => {
        const label = encodeURIComponent(selector);
        return ours(
          (await target.admin.get(`${path}?labelSelector=${label}`)).json()
            .items,
        );
      };
      expect(await select('parity=even')).toEqual(['item-0', 'item-2']);
      expect(await select('parity==odd')).toEqual(['item-1']);
      expect(await select('parity!=odd')).toEqual(['item-0', 'item-2']);
      expect(await select('parity in (odd, even),!only-1')).toEqual([
        'item-0',
        'item-2',
      ]);
      expect(await select('parity notin (even)')).toEqual(['item-1']);
      expect(await select('only-2')).toEqual(['item-2']);
    },
  },
  {
    name: 'field selectors',
    async run(target) {
      const path = await withConfigMaps(target, 2);
      const select = async (selector: string) => {
        const field = encodeURIComponent(selector);
        return ours(
          (await target.admin.get(`${path}?fieldSelector=${field}`)).json()
            .items,
        );
      };
      expect(await select('metadata.name=item-1')).toEqual(['item-1']);
      expect(await select('metadata.name!=item-1')).toEqual(['item-0']);
    },
  },
  {
    name: 'a selector, a limit, a token or a version that is none is a 400 with the reason',
    async run(target) {
      const namespace = await target.namespace();
      const ask = async (query: string) => {
        const reply = await target.admin.get(
          `/api/v1/namespaces/${namespace}/pods?${query}`,
        );
        return [reply.code, reply.json().message];
      };
      expect(await ask('labelSelector=a%3D%3D%3Db')).toEqual([
        400,
        "unable to parse requirement: found '=', expected: identifier",
      ]);
      expect(await ask('fieldSelector=spec.foo%3Db')).toEqual([
        400,
        'field label not supported: spec.foo',
      ]);
      expect(await ask('limit=abc')).toEqual([
        400,
        'strconv.ParseInt: parsing "abc": invalid syntax',
      ]);
      expect(await ask('continue=abc')).toEqual([
        400,
        "invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value",
      ]);
      expect(await ask('resourceVersion=abc')).toEqual([
        400,
        'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
      ]);
    },
  },
  {
    name: 'what does not exist is a 404 that says so',
    async run(target) {
      const namespace = await target.namespace();
      const ask = async (path: string) => {
        const reply = await target.admin.get(path);
        const { message, reason, details } = reply.json();
        return { code: reply.code, message, reason, details };
      };
      expect(await ask(`/api/v1/namespaces/${namespace}/pods/nope`)).toEqual({
        code: 404,
        message: 'pods "nope" not found',
        reason: 'NotFound',
        details: { name: 'nope', kind: 'pods' },
      });
      expect(
        await ask(`/apis/apps/v1/namespaces/${namespace}/deployments/nope`),
      ).toEqual({
        code: 404,
        message: 'deployments.apps "nope" not found',
        reason: 'NotFound',
        details: { name: 'nope', group: 'apps', kind: 'deployments' },
      });
      expect(await ask('/api/v1/namespaces/contract-none')).toMatchObject({
        code: 404,
        message: 'namespaces "contract-none" not found',
      });
      expect(await ask('/api/v1/foos')).toEqual({
        code: 404,
        message: 'the server could not find the requested resource',
        reason: 'NotFound',
        details: {},
      });
    },
  },
  {
    name: 'a path that is no API is a plain 404',
    async run(target) {
      for (const path of ['/nopath', '/apis/nope/v1/foos']) {
        const reply = await target.admin.get(path);
        expect(reply.code).toBe(404);
        expect(reply.contentType).toMatch(/^text\/plain/);
        expect(reply.text).toBe('404 page not found\n');
      }
    },
  },
  {
    name: 'a method that is not served is a 405',
    async run(target) {
      const namespace = await target.namespace();
      const path = `/api/v1/namespaces/${namespace}/pods/p`;
      for (const [method, asked] of [
        ['POST', path],
        ['PUT', `${path}/log`],
      ]) {
        const reply = await target.admin.request(method, asked);
        expect([reply.code, reply.json().message]).toEqual([
          405,
          'the server does not allow this method on the requested resource',
        ]);
      }
    },
  },
  {
    name: 'a version of the future is a 504 that says Timeout',
    async run(target) {
      const namespace = await target.namespace();
      const reply = await target.admin.get(
        `/api/v1/namespaces/${namespace}/configmaps?resourceVersion=999999999&timeoutSeconds=1`,
      );
      expect(reply.code).toBe(504);
      expect(reply.json()).toMatchObject({
        reason: 'Timeout',
        message: expect.stringMatching(
          /^Timeout: Too large resource version: 999999999, current: \d+$/,
        ),
      });
    },
  },
];

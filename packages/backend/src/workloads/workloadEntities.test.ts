import type { Inventory, Workload } from './inventory';
import { workloadEntities } from './workloadEntities';

const LOCATION = 'url:https://test.invalid/';

function workload(change: Partial<Workload> = {}): Workload {
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    labels: {},
    annotations: {},
    podLabels: { app: 'cart' },
    selector: { matchLabels: { app: 'cart' } },
    ...change,
  };
}

function entitiesOf(
  workloads: Workload[],
  namespaces: Inventory['namespaces'] = new Map(),
) {
  return workloadEntities({ workloads, namespaces, forbidden: [] }, LOCATION);
}

const namesOf = (workloads: Workload[]) =>
  entitiesOf(workloads).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  );

describe('workloadEntities', () => {
  it('makes a Component that selects the pods of the workload', () => {
    expect(entitiesOf([workload()])).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'cart',
          namespace: 'shop',
          description: 'Deployment cart in namespace shop',
          annotations: {
            'backstage.io/kubernetes-label-selector': 'app=cart',
            'backstage.io/kubernetes-namespace': 'shop',
            'backstage.io/managed-by-location': LOCATION,
            'backstage.io/managed-by-origin-location': LOCATION,
          },
        },
        spec: {
          type: 'service',
          lifecycle: 'production',
          owner: 'group:default/platform',
        },
      },
    ]);
  });

  it('takes the label kubernetes-id for the name, once for all that carry it', () => {
    const podLabels = { 'backstage.io/kubernetes-id': 'cart-service' };
    const [one, ...rest] = entitiesOf([
      workload({ podLabels }),
      workload({ podLabels, namespace: 'staging' }),
      workload({ podLabels, kind: 'CronJob', name: 'sweep' }),
    ]);
    expect(rest).toEqual([]);
    expect(one.metadata).toMatchObject({
      name: 'cart-service',
      namespace: 'default',
    });
    expect(one.metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-id': 'cart-service',
    });
    expect(one.metadata.annotations).not.toHaveProperty([
      'backstage.io/kubernetes-namespace',
    ]);
  });

  it('says which namespace when all pods of an id are in one', () => {
    const podLabels = { 'backstage.io/kubernetes-id': 'cart-service' };
    const [one] = entitiesOf([workload({ podLabels })]);
    expect(one.metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-namespace': 'shop',
    });
  });

  it('keeps workloads of the same name apart', () => {
    expect(
      namesOf([
        workload(),
        workload({ kind: 'StatefulSet' }),
        workload({ namespace: 'staging' }),
      ]),
    ).toEqual([
      'shop/cart-deployment',
      'shop/cart-statefulset',
      'staging/cart',
    ]);
  });

  it('cuts a name the catalog would not take, and keeps it unique', () => {
    const names = namesOf([
      workload({ name: `${'x'.repeat(70)}a` }),
      workload({ name: `${'x'.repeat(70)}b` }),
    ]);
    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^shop\/x{54}-[0-9a-f]{8}$/);
    }
  });

  it.each([
    [
      'in a set',
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      'tier in (a,b)',
    ],
    [
      'not in a set',
      { key: 'tier', operator: 'NotIn', values: ['a'] },
      'tier notin (a)',
    ],
    ['present', { key: 'tier', operator: 'Exists' }, 'tier'],
    ['absent', { key: 'tier', operator: 'DoesNotExist' }, '!tier'],
  ])('writes a selector in words: %s', (_, expression, text) => {
    const [one] = entitiesOf([
      workload({ selector: { matchExpressions: [expression] } }),
    ]);
    expect(one.metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-label-selector': text,
    });
  });

  it('selects a bare pod by its labels, and leaves out one without', () => {
    const bare = { kind: 'Pod', selector: undefined } as const;
    expect(
      entitiesOf([
        workload({ ...bare, podLabels: { app: 'cart', tier: 'web' } }),
        workload({ ...bare, name: 'nameless', podLabels: {} }),
      ]).map(({ metadata }) => metadata.annotations),
    ).toEqual([
      expect.objectContaining({
        'backstage.io/kubernetes-label-selector': 'app=cart,tier=web',
      }),
    ]);
  });

  it('leaves out a workload whose selector would match everything, or cannot be told', () => {
    expect(namesOf([workload({ selector: {} })])).toEqual([]);
    const unknown = { key: 'tier', operator: 'Gt', values: ['1'] };
    expect(
      namesOf([workload({ selector: { matchExpressions: [unknown] } })]),
    ).toEqual([]);
  });

  it('finds the owner: annotation of workload or namespace, label team, platform', () => {
    const owner = { 'pod-health.io/owner': 'group:default/a' };
    const namespace = (
      annotations: Record<string, string>,
      labels: Record<string, string> = {},
    ) => new Map([['shop', { annotations, labels }]]);
    const ownerOf = (
      change: Partial<Workload>,
      namespaces?: Inventory['namespaces'],
    ) => entitiesOf([workload(change)], namespaces)[0].spec?.owner;

    expect(ownerOf({ annotations: owner, labels: { team: 'b' } })).toBe(
      'group:default/a',
    );
    expect(ownerOf({ labels: { team: 'b' } }, namespace(owner))).toBe(
      'group:default/a',
    );
    expect(
      ownerOf({ labels: { team: 'b' } }, namespace({}, { team: 'c' })),
    ).toBe('group:default/b');
    expect(ownerOf({}, namespace({}, { team: 'c' }))).toBe('group:default/c');
    expect(ownerOf({})).toBe('group:default/platform');
  });
});

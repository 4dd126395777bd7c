import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  cronJob,
  deployment,
  diagnosisBy,
  findings,
  pod,
  service,
} from '../../../testing';
import cause from './cause';

const subject = { kind: 'Service', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const selects = (labels: Record<string, string>): Tweak => [
  'spec.selector',
  labels,
];

describe('service-selects-nothing', () => {
  it('names the pod that comes nearest, and each label that differs', () => {
    const [found] = find(
      service(selects({ app: 'web', tier: 'back-end' })),
      pod(['metadata.labels', { app: 'web', tier: 'backend' }]),
      pod(['metadata.name', 'other'], ['metadata.labels', { app: 'other' }]),
    );
    expect(found?.severity).toBe('critical');
    expect(found?.why.en).toBe(
      'The pod that comes nearest is “web-1”: “tier” is “backend” there, not “back-end”.',
    );
  });

  it('sees a key that is misspelt', () => {
    const [found] = find(
      service(selects({ 'app.kubernetes.io/nmae': 'web' })),
      pod(['metadata.labels', { 'app.kubernetes.io/name': 'web' }]),
    );
    expect(found?.why.en).toContain('is named “app.kubernetes.io/name” there');
  });

  it('sees the value under another key', () => {
    const labels = {
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/instance': 'web',
      on: 'true',
    };
    const [found] = find(
      service(selects({ app: 'web' })),
      pod(['metadata.labels', labels]),
    );
    expect(found?.why.en).toBe(
      'The pod that comes nearest is “web-1”: it has no label “app”, but “web” stands under “app.kubernetes.io/instance” and “app.kubernetes.io/name”.',
    );
    expect(
      found?.quotes.filter(({ from }) => from === 'namespacePods'),
    ).toHaveLength(2);
    const [taken] = find(
      service(selects({ name: 'web-api' })),
      pod(['metadata.labels', { name: 'shop', component: 'web-api' }]),
    );
    expect(taken?.why.en).toContain(
      '“name” is “shop” there, but “web-api” stands under “component”.',
    );
    const [vague] = find(
      service(selects({ enabled: 'true' })),
      pod(['metadata.labels', labels]),
    );
    expect(vague?.why.en).toContain('No pod is like what it looks for');
  });

  it('knows labels that only the running program sets', () => {
    const [found] = find(
      service(selects({ app: 'web', role: 'leader' })),
      pod(),
    );
    expect(found?.why.en).toContain('it has no label “role”');
    expect(found?.why.en).toContain('the leader of a group');
  });

  it('guesses at no pod that has nothing in common', () => {
    const [found] = find(service(selects({ app: 'ledger' })), pod());
    expect(found?.why.en).toContain('No pod is like what it looks for');
  });

  it('names a workload that has no such pods, and whether that may be meant so', () => {
    const other = pod(['metadata.labels', { app: 'other' }]);
    const [zero] = find(service(), deployment(['spec.replicas', 0]), other);
    expect(zero?.severity).toBe('info');
    expect(zero?.steps[0]?.command).toBe(
      'kubectl -n shop scale deployment/web --replicas=1',
    );
    const [lacking] = find(service(), deployment(), other);
    expect(lacking?.severity).toBe('critical');
    expect(lacking?.why.en).toContain('its own finding says why');
    const [between] = find(service(), cronJob(), other);
    expect(between?.severity).toBe('info');
  });

  it.each<[string, Tweak]>([
    ['stands for a name outside', ['spec.type', 'ExternalName']],
    ['has no selector', ['spec.selector', undefined]],
    ['is being deleted', ['metadata.deletionTimestamp', ago(5)]],
    ['selects a pod', ['spec.type', 'ClusterIP']],
  ])('leaves one alone that %s', (_, change) => {
    expect(find(service(change), pod())).toEqual([]);
  });

  it('cannot tell without the pods, and says nothing of a pod', () => {
    expect(diagnosisBy(cause, [service()], { subject }).unchecked).toEqual([
      { cause: cause.id, fact: 'namespacePods', status: 'notAsked' },
    ]);
    expect(findings(cause, [pod(), service(selects({ app: 'wbe' }))])).toEqual(
      [],
    );
  });
});

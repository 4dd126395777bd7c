import { runCommand } from './testing';

const deployment = (container: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ...spec, template: { spec: { containers: [container] } } },
});
const lint = (object: unknown, ...args: string[]) =>
  runCommand(['lint', ...args], JSON.stringify(object));

it('names a misspelt field, what was meant and what it would have done', async () => {
  const { code, out } = await lint(deployment({ name: 'a', livenesProbe: {} }));
  expect(code).toBe(1);
  expect(out).toBe(
    'Deployment shop/web:\n  spec.template.spec.containers[].livenesProbe (did you mean “livenessProbe”?); it would have: restarted the container when it no longer answers\n1 object checked against Kubernetes v1.35.4, 1 unknown field\n',
  );
});

it('says where a misplaced field belongs', async () => {
  const { out } = await lint(
    deployment({ name: 'a' }, { nodeSelector: { disk: 'ssd' } }),
  );
  expect(out).toContain('it belongs at spec.template.spec.nodeSelector');
});

it('names a field like no other', async () => {
  const { code, out } = await lint(deployment({ name: 'a', frobnicate: 1 }));
  expect(code).toBe(1);
  expect(out).toContain('containers[].frobnicate\n');
});

it('is content with known fields, in either language', async () => {
  const good = deployment({ name: 'a', image: 'x' });
  expect(await lint(good)).toMatchObject({
    code: 0,
    out: expect.stringContaining('every field is known'),
  });
  expect((await lint(good, '--lang', 'zh')).out).toContain('有 0 个未知字段');
});

it('checks an object of the cluster by what was applied', async () => {
  const applied = JSON.stringify(deployment({ name: 'a', imge: 'x' }));
  const live = {
    ...deployment({ name: 'a' }),
    metadata: {
      name: 'web',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': applied,
      },
    },
  };
  expect((await lint({ kind: 'List', items: [live] })).out).toContain(
    '“image”',
  );
});

it('uses the fields of the cluster’s own OpenAPI document', async () => {
  const document = {
    info: { version: 'v1.99.0' },
    components: {
      schemas: {
        'io.k8s.api.core.v1.Pod': {
          properties: {
            apiVersion: {},
            kind: {},
            spec: { $ref: '#/components/schemas/S' },
          },
        },
        S: { properties: { future: { type: 'string' } } },
      },
    },
  };
  const pod = (spec: object) =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec });
  const run = (spec: object) =>
    runCommand(['lint', '-f', 'pod.json', '--openapi', 'api.json'], '', {
      'pod.json': pod(spec),
      'api.json': JSON.stringify(document),
    });
  expect((await run({ future: 'x' })).out).toContain('v1.99.0, 0 unknown');
  expect((await run({ containers: [{}] })).code).toBe(1);
});

it.each([
  [
    'nothing to check',
    ['lint'],
    { kind: 'ConfigMap' },
    'no object that makes pods',
  ],
  ['an option of diagnose', ['lint', '--all'], {}, 'belong to diagnose'],
])('exits with 2 on %s', async (_, args, object, message) => {
  const { code, err } = await runCommand(args, JSON.stringify(object));
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining(message),
  });
});

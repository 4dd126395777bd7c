import { bundledSchema } from '../../../facts/bundledSchema';
import type { Json, JsonObject } from '../../../testing';
import { diagnose } from '../../../diagnose';
import {
  crashingPod,
  deployment,
  findings,
  owner,
  pod,
  replicaSet,
  snapshot,
} from '../../../testing';
import cause from './cause';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const fromCluster = { ...bundledSchema, source: 'cluster' as const }; // literal type

/** A pod whose Deployment was applied with these fields in its pod template. */
function applied(spec: JsonObject) {
  const made = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: { template: { spec } },
  };
  return [
    pod([
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ]),
    replicaSet(),
    deployment([
      'metadata.annotations',
      { [LAST_APPLIED]: JSON.stringify(made) },
    ]),
  ];
}
const told = (spec: JsonObject, schema = bundledSchema) =>
  findings(cause, applied(spec), { schema }).map(({ what }) => what.en);
const inContainer = (fields: JsonObject) => ({
  containers: [{ name: 'app', image: 'web', ...fields }],
});

describe('misspelt-field', () => {
  it.each([
    [
      'a letter missing',
      { readinesProbe: { httpGet: { port: 1 } } },
      'readinesProbe (did you mean “readinessProbe”?)',
    ],
    [
      'another case',
      { imagepullpolicy: 'Always' },
      'imagepullpolicy (did you mean “imagePullPolicy”?)',
    ],
    [
      'letters swapped',
      { resorucse: {} },
      'resorucse (did you mean “resources”?)',
    ],
    [
      'below a known field',
      { livenessProbe: { httpGet: { prot: 1 } } },
      'livenessProbe.httpGet.prot (did you mean “port”?)',
    ],
    [
      'in a list',
      { env: [{ name: 'A', valueform: {} }] },
      'env[].valueform (did you mean “valueFrom”?)',
    ],
  ])('says what was meant: %s', (_, fields, words) => {
    expect(told(inContainer(fields as JsonObject))[0]).toContain(
      `spec.template.spec.containers[].${words}`,
    );
  });

  it.each([
    [
      'a probe beside the containers',
      { livenessProbe: { exec: {} } },
      'containers[].livenessProbe',
    ],
    [
      'a container field',
      { imagePullPolicy: 'Always' },
      'containers[].imagePullPolicy',
    ],
  ])('says where it belongs: %s', (_, spec, place) => {
    expect(told(spec)[0]).toContain(
      `it belongs at spec.template.spec.${place}`,
    );
  });

  it('looks outwards too', () => {
    const [what] = told(inContainer({ nodeSelector: { disk: 'ssd' } }));
    expect(what).toContain('it belongs at spec.template.spec.nodeSelector');
  });

  it('names the topmost unknown field once', () => {
    const spec = inContainer({ livenesProbe: { httpGet: { path: '/' } } });
    const [found] = findings(cause, applied(spec), { schema: bundledSchema });
    expect(found?.data).toMatchObject({
      fields: [
        {
          path: 'spec.template.spec.containers[].livenesProbe',
          near: 'livenessProbe',
        },
      ],
      more: 0,
    });
  });

  it('judges a name like no other only by the cluster’s own fields', () => {
    const spec = inContainer({ quantumEntanglement: true });
    expect(told(spec)).toEqual([]);
    expect(told(spec, fromCluster)[0]).toContain('quantumEntanglement.');
  });

  it('counts what it does not show', () => {
    const fields = Object.fromEntries(
      ['imag', 'nam', 'commnd', 'arg', 'prts', 'workingDi', 'stdinn'].map(
        name => [name, 'x'],
      ),
    );
    expect(told(inContainer(fields))[0]).toContain('and 2 more fields');
  });

  it.each([
    ['known fields', inContainer({ readinessProbe: { httpGet: { port: 1 } } })],
    ['keys of maps', { nodeSelector: { readinesProbe: 'x' } }],
    ['free-form values', inContainer({ resources: { limits: { cpuu: '1' } } })],
  ])('leaves %s alone', (_, spec) => {
    expect(told(spec, fromCluster)).toEqual([]);
  });

  it('judges a pod that was applied itself', () => {
    const made = { apiVersion: 'v1', kind: 'Pod', spec: { container: [] } };
    const own = pod([
      'metadata.annotations',
      { [LAST_APPLIED]: JSON.stringify(made) },
    ]);
    const [found] = findings(cause, [own], { schema: bundledSchema });
    expect(found?.what.en).toContain(
      'spec.container (did you mean “containers”?)',
    );
    expect(found?.quotes[0]?.from).toBe('pod');
  });

  it('leaves kinds alone whose fields are not known', () => {
    const custom = deployment(['kind', 'Rollout'], ['apiVersion', 'x.io/v1']);
    const objects = [
      pod([
        'metadata.ownerReferences',
        [
          {
            kind: 'Rollout',
            uid: 'deployment-uid-1',
            name: 'web',
            controller: true,
          },
        ],
      ]),
      custom,
    ];
    expect(findings(cause, objects, { schema: fromCluster })).toEqual([]);
  });

  it('speaks of a workload itself, too', () => {
    const spec = inContainer({ ports: [{ livenessProbe: { exec: {} } }] });
    const { found } = diagnose(
      snapshot(applied(spec), {
        subject: { kind: 'Deployment', namespace: 'shop', name: 'web' },
        schema: bundledSchema,
      }),
    );
    expect(found.map(one => one.cause)).toEqual(['misspelt-field']);
  });

  describe('as the root of a crash', () => {
    const crashing = (
      fields: JsonObject,
      live: JsonObject = {},
      exitCode = 1,
    ) => {
      const [, ...owners] = applied(inContainer(fields));
      const broken = crashingPod(
        { exitCode, reason: 'Error' },
        [
          'metadata.ownerReferences',
          [owner('apps/v1', 'ReplicaSet', 'web-5d')],
        ],
        ...Object.entries(live).map(
          ([name, value]) => [`spec.containers.0.${name}`, value] as const,
        ),
      );
      const { found, contributing } = diagnose(
        snapshot([broken, ...owners], { schema: bundledSchema }),
      );
      return { found, contributing: contributing.map(one => one.cause) };
    };

    it.each([
      ['comand', ['serve']],
      ['agrs', ['serve']],
      ['envform', [{ configMapRef: { name: 'settings' } }]],
      ['volumeMount', [{ name: 'data', mountPath: '/data' }]],
      ['workingdir', '/srv'],
    ] as [string, Json][])('goes first: %s', (name, value) => {
      const { found, contributing } = crashing({ [name]: value });
      expect(found.map(one => one.cause)).toEqual(['misspelt-field']);
      expect(found[0]?.severity).toBe('critical');
      expect(found[0]?.container).toBe('app');
      expect(found[0]?.why.en).toContain('most likely why');
      expect(contributing).toContain('container-exits-with-error');
    });

    it.each([
      ['a field that cannot do it', { prts: [{ containerPort: 1 }] }, {}],
      ['one the container has', { comand: ['serve'] }, { command: ['serve'] }],
      ['limits, for a plain error', { resorces: { limits: {} } }, {}],
    ] as [string, JsonObject, JsonObject][])(
      'leaves the crash first: %s',
      (_, fields, live) => {
        const { found } = crashing(fields, live);
        expect(found[0]?.cause).toBe('container-exits-with-error');
      },
    );

    it('takes lost limits for the root of a kill', () => {
      const lost = { resorces: { limits: { memory: '1Gi' } } };
      expect(crashing(lost, {}, 137).found[0]?.cause).toBe('misspelt-field');
    });
  });
});

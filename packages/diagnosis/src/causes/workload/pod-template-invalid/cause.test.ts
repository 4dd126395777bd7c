import {
  eventAbout,
  findings,
  refusedDeployment,
  statefulSet,
} from '../../../testing';
import cause from './cause';
import { faultsIn } from './faults';

const invalid = (list: string) => `Pod "web-5d-x" is invalid: ${list}`;

describe('pod-template-invalid', () => {
  it.each([
    [
      'one',
      'spec.containers[0].volumeMounts[0].name: Not found: "data"',
      [['spec.containers[0].volumeMounts[0].name', 'Not found: "data"']],
    ],
    [
      'several',
      '[spec.volumes[3].name: Duplicate value: "tls", spec.initContainers[0].image: Required value, spec.containers[1].ports[0].name: Duplicate value: "http"]',
      [
        ['spec.volumes[3].name', 'Duplicate value: "tls"'],
        ['spec.initContainers[0].image', 'Required value'],
        ['spec.containers[1].ports[0].name', 'Duplicate value: "http"'],
      ],
    ],
    [
      'one with commas of its own',
      'spec.restartPolicy: Unsupported value: "x": supported values: "Always", "Never"',
      [
        [
          'spec.restartPolicy',
          'Unsupported value: "x": supported values: "Always", "Never"',
        ],
      ],
    ],
    [
      'labels',
      'metadata.labels: Invalid value: "a b": a valid label must be short',
      [
        [
          'metadata.labels',
          'Invalid value: "a b": a valid label must be short',
        ],
      ],
    ],
    ['free words', 'something else', [['', 'something else']]],
  ])('reads %s', (_, list, faults) => {
    expect(
      faultsIn(invalid(list)).map(({ field, why }) => [field, why]),
    ).toEqual(faults);
    expect(findings(cause, refusedDeployment(invalid(list)))).toHaveLength(1);
  });

  it('tells a claim of a StatefulSet that is not valid', () => {
    const set = statefulSet();
    const message =
      'create Pod db-0 in StatefulSet db failed error: failed to create PVC data-db-0: PersistentVolumeClaim "data-db-0" is invalid: spec.accessModes: Required value: at least 1 access mode is required';
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain('the volume claim that is made for each');
    expect(found?.why.en).toContain('volumeClaimTemplates');
  });

  it('tells a StatefulSet’s name that is too long', () => {
    const name = 'a'.repeat(53);
    const set = statefulSet(['metadata.name', name]);
    const message = `create Pod ${name}-0 in StatefulSet ${name} failed error: Pod "${name}-0" is invalid: metadata.labels: Invalid value: "${name}-5768b86545": must be no more than 63 characters`;
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain('it has 53 letters, at most 52 will do');
  });

  it.each([
    [
      'the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
      'spec.priority',
    ],
    [
      'the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
      'spec.preemptionPolicy',
    ],
    [
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
      'spec.overhead',
    ],
    [
      'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
      'spec.overhead',
    ],
  ])('knows a field that may not be set: %s', (words, field) => {
    const [found] = findings(
      cause,
      refusedDeployment(`pods "web-5d-" is forbidden: ${words}`),
    );
    expect(found?.what.en).toContain(`“${field}: `);
    expect(found?.why.en).toContain('may not be set by hand');
  });

  it.each([
    invalid(
      'spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
    ),
    'admission webhook "a.b" denied the request: Pod "x" is invalid: spec.x: Required value',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });

  const SIDECAR =
    'may not be set for init containers without restartPolicy=Always';

  it('tells what a webhook put into the pod', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        invalid(
          `[spec.initContainers[1].readinessProbe: Forbidden: ${SIDECAR}, spec.initContainers[1].startupProbe: Forbidden: ${SIDECAR}]`,
        ),
        ['spec.template.spec.containers', [{ name: 'app' }]],
      ),
    );
    expect(found?.why.en).toContain('holds no spec.initContainers[1]');
    expect(found?.why.en).toContain('lost that field');
  });

  it('leaves open where a field of the template itself went wrong', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        invalid('spec.containers[0].volumeMounts[1].name: Not found: "some"'),
        ['spec.template.spec.containers', [{ name: 'app' }]],
      ),
    );
    expect(found?.why.en).toContain('The template itself was accepted');
  });

  it('names the claims of a StatefulSet', () => {
    const set = statefulSet();
    const message =
      'create Pod db-0 in StatefulSet db failed error: failed to create PVC data-db-0: PersistentVolumeClaim "data-db-0" is invalid: spec.accessModes: Required value: at least 1 access mode is required';
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain('the volume claims of its pods');
    expect(found?.why.en).toContain('volumeClaimTemplates');
  });
});

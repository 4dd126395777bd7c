import {
  eventAbout,
  findings,
  refusedDeployment,
  statefulSet,
} from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';
const TWO = `${P}[maximum cpu usage per Container is 500m, but limit is 2, minimum memory usage per Container is 64Mi, but request is 20Mi]`;

describe('limit-range-violated', () => {
  it.each([
    [
      'several',
      TWO,
      'the CPU limit of a container is 2, at most 0.5 is allowed; the memory request of a container is 20 MiB, at least 64 MiB is demanded.',
    ],
    [
      'with full stops, until 1.18',
      `${P}maximum cpu usage per Pod is 2, but limit is 4.`,
      'the CPU limit of a pod (all containers together) is 4, at most 2 is allowed.',
    ],
    [
      'nothing set',
      `${P}maximum memory usage per Pod is 1Gi.  No limit is specified`,
      'sets no memory limit, and at most 1 GiB is allowed.',
    ],
    [
      'a ratio',
      `${P}memory max limit to request ratio per Container is 2, but provided ratio is 4.000000`,
      'the memory limit of a container is 4 times its request, at most 2 times is allowed.',
    ],
    [
      'a ratio without request',
      `${P}[cpu max limit to request ratio per Container is 2, but no request is specified or request is 0]`,
      'sets only one of CPU limit and request',
    ],
  ])('reads %s', (_, answer, words) => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(words);
  });

  it('names the container with that value, and the limit range', () => {
    const range = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'sizes', namespace: 'shop' },
      spec: { limits: [{ type: 'Container', max: { cpu: '0.5' } }] },
    };
    const [found] = findings(cause, [
      ...refusedDeployment(TWO, [
        'spec.template.spec.containers.0.resources',
        { limits: { cpu: '2000m' } },
      ]),
      range,
    ]);
    expect(found?.what.en).toContain('the CPU limit of container “app” is 2');
    expect(found?.what.en).toContain('the memory request of a container');
    expect(found?.why.en).toContain(
      'LimitRange “sizes” of namespace “shop” says',
    );
    expect(found?.quotes.some(({ from }) => from === 'limitRanges')).toBe(true);
  });

  it('reads the size of a claim', () => {
    const set = statefulSet();
    const message =
      'create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "data-db-0" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi';
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain(
      'the storage request of a volume claim is 5 GiB, at most 2 GiB is allowed',
    );
  });

  it.each([
    `${P}exceeded quota: q, requested: cpu=1, used: cpu=1, limited: cpu=1`,
    'Pod "web-5d-" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});

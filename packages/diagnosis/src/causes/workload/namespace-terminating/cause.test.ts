import {
  ago,
  deployment,
  diagnosisBy,
  findings,
  refusedDeployment,
  replicaSet,
} from '../../../testing';
import cause from './cause';

const going = (...conditions: [string, string, string][]) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', deletionTimestamp: ago(600) },
  status: {
    phase: 'Terminating',
    conditions: conditions.map(([type, status, message]) => ({
      type,
      status,
      message,
    })),
  },
});

describe('namespace-terminating', () => {
  it('reads the namespace, since controllers keep silent', () => {
    const [found] = findings(cause, [
      deployment(),
      replicaSet(),
      going(
        [
          'NamespaceDeletionContentFailure',
          'False',
          'All content successfully removed',
        ],
        [
          'NamespaceFinalizersRemaining',
          'True',
          'Some content in the namespace has finalizers remaining: example.com/x in 1 resource instances',
        ],
      ),
    ]);
    expect(found?.what.en).toContain('is being deleted, for 10 min already');
    expect(found?.why.en).toContain('example.com/x in 1 resource instances');
    expect(found?.why.en).not.toContain('successfully');
  });

  it.each([
    [
      'old words',
      'pods "web-5d-" is forbidden: unable to create new content in namespace shop because it is being terminated',
      'is being deleted',
    ],
    ['none left', 'namespaces "shop" not found', 'no longer exists'],
  ])('knows events: %s', (_, answer, words) => {
    expect(findings(cause, refusedDeployment(answer))[0]?.what.en).toContain(
      words,
    );
  });

  it('leaves a workload alone that has its pods, or is deleted itself', () => {
    const whole = [
      deployment(['status.replicas', 1]),
      replicaSet(['status.replicas', 1]),
      going(),
    ];
    expect(findings(cause, whole)).toEqual([]);
    const deleted = deployment(['metadata.deletionTimestamp', ago(60)]);
    expect(
      findings(cause, [deleted, going()], { asked: ['ownerEvents'] }),
    ).toEqual([]);
  });

  it('is unchecked without the namespace when nothing else says why', () => {
    const { unchecked } = diagnosisBy(cause, [deployment()], {
      asked: ['ownerEvents'],
    });
    expect(unchecked).toMatchObject([{ fact: 'namespace' }]);
    const told = refusedDeployment(
      'pods "web-5d-" is forbidden: no PriorityClass with name x was found',
    );
    expect(findings(cause, told)).toEqual([]);
  });
});

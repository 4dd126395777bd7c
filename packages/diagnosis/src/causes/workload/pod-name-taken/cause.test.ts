import {
  ago,
  diagnosisBy,
  eventAbout,
  findings,
  job,
  owner,
  pod,
  statefulSet,
} from '../../../testing';
import cause from './cause';

const subject = { kind: 'StatefulSet', namespace: 'shop', name: 'db' };
const options = { subject, asked: ['ownerEvents', 'namespacePods'] as const };
const taken = pod(['metadata.name', 'db-0']);

describe('pod-name-taken', () => {
  it('finds a pod of that name that is not its own', () => {
    const [found] = findings(cause, [statefulSet(), taken], options);
    expect(found?.what.en).toContain(
      'cannot create “db-0”: namespace “shop” already has an object of that name, which is not its own',
    );
    expect(found?.steps[1]?.command).toBe('kubectl -n shop delete pod db-0');
  });

  it('names the other owner', () => {
    const other = pod(
      ['metadata.name', 'db-0'],
      ['metadata.ownerReferences', [owner('apps/v1', 'ReplicaSet', 'db')]],
    );
    const [found] = findings(cause, [statefulSet(), other], options);
    expect(found?.what.en).toContain('which belongs to ReplicaSet/db');
  });

  it('reads the words of other controllers', () => {
    const one = job();
    const event = eventAbout(
      one,
      'FailedCreate',
      'Error creating: pods "web-0-abcde" already exists',
    );
    const [found] = findings(cause, [one, event]);
    expect(found?.what.en).toContain('cannot create “web-0-abcde”');
  });

  it('knows what a StatefulSet was told until 1.26', () => {
    const set = statefulSet();
    const message =
      'create Pod db-0 in StatefulSet db failed error: The POST operation against Pod could not be completed at this time, please try again.';
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain('cannot create pods: namespace “shop”');
  });

  it('tells one that was deleted and does not go', () => {
    const stuck = pod(
      ['metadata.name', 'db-0'],
      ['metadata.deletionTimestamp', ago(900)],
    );
    const [found] = findings(cause, [statefulSet(), stuck], options);
    expect(found?.what.en).toContain('was deleted but does not go');
  });

  it.each([
    ['a number beyond its replicas', pod(['metadata.name', 'db-1'])],
    ['a longer name', pod(['metadata.name', 'db-web-0'])],
    [
      'one that is being deleted',
      pod(['metadata.name', 'db-0'], ['metadata.deletionTimestamp', ago(5)]),
    ],
    [
      'its own',
      pod(
        ['metadata.name', 'db-0'],
        ['metadata.ownerReferences', [owner('apps/v1', 'StatefulSet', 'db')]],
      ),
    ],
  ])('leaves alone %s', (_, other) => {
    expect(findings(cause, [statefulSet(), other], options)).toEqual([]);
  });

  it('is unchecked without the pods, but only while some lack', () => {
    const asked = ['ownerEvents'] as const;
    const lacking = diagnosisBy(cause, [statefulSet()], { asked });
    expect(lacking.unchecked).toMatchObject([{ fact: 'namespacePods' }]);
    expect(
      findings(cause, [statefulSet(['status.replicas', 1])], { asked }),
    ).toEqual([]);
  });
});

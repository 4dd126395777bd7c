import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  diagnosisBy,
  eventOf,
  findings,
  webStatefulSet,
} from '../../../testing';
import cause from './cause';

const subject = { kind: 'StatefulSet', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const set = webStatefulSet([
  'status',
  {
    replicas: 3,
    readyReplicas: 3,
    updatedReplicas: 1,
    updateRevision: 'b',
    currentRevision: 'a',
  },
]);
const refused = (message: string, ...tweaks: Tweak[]) =>
  eventOf('StatefulSet', 'FailedDelete', message, ...tweaks);
const DENIED =
  'delete Pod web-2 in StatefulSet web failed error: admission webhook "guard.example" denied the request: ask first';

describe('stateful-set-change-refused', () => {
  it.each([DENIED, DENIED.replace('delete', 'Delete')])('reads %s', message => {
    const [found] = find(set, refused(message));
    expect(found?.what.en).toBe(
      'StatefulSet “web” may not delete its pod “web-2”. The update waits with 2 of its pods still of the old revision.',
    );
    expect(found?.why.en).toContain('denied the request: ask first');
  });

  it('reads an update of a claim', () => {
    const message =
      'update Claim data-web-0 for Pod web-0 in StatefulSet web failed error: forbidden: no';
    const [found] = find(set, refused(message, ['reason', 'FailedUpdate']));
    expect(found?.what.en).toContain('may not change its claim “data-web-0”');
  });

  it('does not count what succeeded since, or is long past', () => {
    const done = eventOf(
      'StatefulSet',
      'SuccessfulDelete',
      'delete Pod web-2 in StatefulSet web successful',
      ['lastTimestamp', ago(10)],
    );
    expect(find(set, refused(DENIED), done)).toEqual([]);
    expect(find(set, refused(DENIED, ['lastTimestamp', ago(3000)]))).toEqual(
      [],
    );
  });

  it('cannot tell of an update without events', () => {
    const { unchecked } = diagnosisBy(cause, [set], { subject });
    expect(unchecked).toHaveLength(1);
    expect(find(webStatefulSet())).toEqual([]);
  });
});

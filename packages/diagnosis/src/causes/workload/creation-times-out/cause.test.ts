import {
  ago,
  deployment,
  eventAbout,
  findings,
  refusedDeployment,
  replicaSet,
} from '../../../testing';
import cause from './cause';

describe('creation-times-out', () => {
  it.each([
    [
      'Timeout: request did not complete within requested timeout - context deadline exceeded',
      'did not finish the request in time',
    ],
    [
      'Timeout: request did not complete within requested timeout 34s',
      'did not finish the request in time',
    ],
    [
      'the server was unable to return a response in the time allotted, but may still be processing the request (post pods)',
      'did not finish the request in time',
    ],
    ['etcdserver: request timed out', 'store (etcd) does not answer'],
    ['etcdserver: leader changed', 'store (etcd) does not answer'],
    [
      'rpc error: code = Unavailable desc = transport is closing',
      'store (etcd) does not answer',
    ],
    ['etcdserver: mvcc: database space exceeded', 'is full'],
    [
      'the server has received too many requests and has asked us to try again later (post pods)',
      'too many requests',
    ],
    [
      'Post "https://10.0.0.1:443/api/v1/namespaces/shop/pods": dial tcp 10.0.0.1:443: connect: connection refused',
      'could not be reached',
    ],
    [
      'Post "https://10.0.0.1:443/api/v1/namespaces/shop/pods": http2: client connection lost',
      'could not be reached',
    ],
  ])('knows the words: %s', (answer, words) => {
    expect(findings(cause, refusedDeployment(answer))[0]?.what.en).toContain(
      words,
    );
  });

  const service = (name: string, app: string, port: number) => ({
    kind: 'Service',
    metadata: { name, namespace: 'shop', uid: name },
    spec: { selector: { app }, ports: [{ port }] },
  });
  const SLOW = 'Timeout: request did not complete within requested timeout 30s';

  it.each([
    [
      [service('web-webhook', 'web', 443)],
      SLOW,
      'waits for itself: by its name',
    ],
    [[service('web', 'web', 443)], SLOW, 'If service “web”, which leads to'],
    // Of another workload, of a plain program, of another fault.
    [[service('web-webhook', 'other', 443)], SLOW, 'the rest of the cluster'],
    [[service('web', 'web', 80)], SLOW, 'the rest of the cluster'],
    [
      [service('web-webhook', 'web', 443)],
      'etcdserver: request timed out',
      'etcd is overloaded',
    ],
  ])('sees that it may wait for itself: %j %s', (services, answer, words) => {
    const labelled = refusedDeployment(answer, [
      'spec.template.metadata.labels',
      { app: 'web' },
    ]);
    const [found] = findings(cause, [...labelled, ...services]);
    expect(found?.why.en).toContain(words);
    const first = found?.steps[0]?.text.en;
    expect(first?.includes('calls service “web')).toBe(
      words.includes('ervice “web') || words.includes('itself'),
    );
  });

  it('gives way to what lasts, even when that is older', () => {
    const set = replicaSet();
    const lasting = eventAbout(
      set,
      'FailedCreate',
      'Error creating: pods "web-5d-" is forbidden: no PriorityClass with name x was found',
      ['lastTimestamp', ago(300)],
    );
    const passing = eventAbout(
      set,
      'FailedCreate',
      'Error creating: etcdserver: request timed out',
      ['metadata.name', 'b'],
    );
    expect(findings(cause, [deployment(), set, passing])).toHaveLength(1);
    expect(findings(cause, [deployment(), set, passing, lasting])).toEqual([]);
  });

  it('leaves a webhook alone', () => {
    const answer =
      'Internal error occurred: failed calling webhook "a.b": Post "https://a.b.svc:443/": context deadline exceeded';
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});

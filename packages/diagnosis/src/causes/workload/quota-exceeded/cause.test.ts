import {
  deployment,
  eventAbout,
  findings,
  job,
  refusedDeployment,
  replicaSet,
  statefulSet,
} from '../../../testing';
import cause from './cause';

const over = (quota: string, asks: string, used: string, limit: string) =>
  `exceeded quota: ${quota}, requested: ${asks}, used: ${used}, limited: ${limit}`;
const CPU = `pods "web-5d-x7k2p" is forbidden: ${over(
  'team',
  'requests.cpu=2',
  'requests.cpu=9',
  'requests.cpu=10',
)}`;
const quota = (hard: string, used: string) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team', namespace: 'shop' },
  spec: { hard: { 'requests.cpu': hard } },
  status: { hard: { 'requests.cpu': hard }, used: { 'requests.cpu': used } },
});

describe('quota-exceeded', () => {
  it('says what is asked, used and left, and how long it fails', () => {
    const [found] = findings(cause, refusedDeployment(CPU));
    expect(found?.what.en).toBe(
      'Deployment “web” (0 of 1 pod, trying for 10 min) cannot create pods, because the quota “team” of namespace “shop” is used up: CPU requests: one more asks 2, 9 of 10 are in use, 1 left.',
    );
    expect(found?.quotes[0]?.from).toBe('owners');
  });

  it('reckons the smallest limit for all that is missing', () => {
    const [found] = findings(
      cause,
      refusedDeployment(CPU, ['spec.replicas', 4], ['status.replicas', 1]),
    );
    const texts = found?.steps.map(step => step.text.en).join(' ');
    expect(texts).toContain('CPU requests to 15 at least');
  });

  it.each([
    [
      'memory in bytes',
      over(
        'q',
        'limits.memory=1Gi',
        'limits.memory=1536Mi',
        'limits.memory=2Gi',
      ),
      'memory limits: one more asks 1 GiB, 1.5 GiB of 2 GiB',
    ],
    [
      'several at once',
      over(
        'q',
        'pods=1,requests.cpu=500m',
        'pods=5,requests.cpu=2',
        'pods=5,requests.cpu=2',
      ),
      'CPU requests: one more asks 0.5, 2 of 2',
    ],
    [
      'an extended resource',
      over(
        'q',
        'requests.nvidia.com/gpu=1',
        'requests.nvidia.com/gpu=4',
        'requests.nvidia.com/gpu=4',
      ),
      'nvidia.com/gpu requests: one more asks 1',
    ],
  ])('reads %s', (_, answer, words) => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(words);
  });

  it('says that the quota has room by now', () => {
    const objects = refusedDeployment(CPU);
    const [still] = findings(cause, [...objects, quota('10', '9')]);
    expect(still?.contradictions).toEqual([]);
    const [now] = findings(cause, [...objects, quota('20', '9')]);
    expect(now?.contradictions).toHaveLength(2);
    expect(now?.why.en).toContain('has room again');
    expect(now?.steps[0]?.command).toMatch(
      /annotate deployment\/web retry-at=\d+/,
    );
  });

  it('counts the claims of a StatefulSet', () => {
    const set = statefulSet();
    const storage = 'gold.storageclass.storage.k8s.io/persistentvolumeclaims';
    const message = `create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "data-db-0" is forbidden: ${over(
      'disk',
      `${storage}=1`,
      `${storage}=3`,
      `${storage}=3`,
    )}`;
    const [found] = findings(cause, [
      set,
      eventAbout(set, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain(
      'cannot create the volume claims of its pods',
    );
    expect(found?.what.en).toContain('one more asks 1, 3 of 3');
  });

  it('knows a CronJob’s job and a Deployment’s replica set', () => {
    const cron = job(['kind', 'CronJob'], ['spec', { schedule: '0 * * * *' }]);
    const jobs = `jobs.batch "web-29" is forbidden: ${over(
      'q',
      'count/jobs.batch=1',
      'count/jobs.batch=5',
      'count/jobs.batch=5',
    )}`;
    const ofCron = [
      cron,
      eventAbout(cron, 'FailedCreate', `Error creating job: ${jobs}`),
    ];
    expect(findings(cause, ofCron)[0]?.what.en).toContain(
      'cannot create its next job',
    );
    const message = `Failed to create new replica set "web-5d": replicasets.apps "web-5d" is forbidden: ${over(
      'q',
      'count/replicasets.apps=1',
      'count/replicasets.apps=9',
      'count/replicasets.apps=9',
    )}`;
    const stuck = {
      type: 'Progressing',
      status: 'False',
      reason: 'ReplicaSetCreateError',
      message,
    };
    const [found] = findings(cause, [
      deployment(['status.conditions', [stuck]]),
    ]);
    expect(found?.what.en).toContain('the replica set of its new release');
  });

  it('tells that another release still serves', () => {
    const [top, set, event] = refusedDeployment(CPU);
    const serving = { ...top, status: { readyReplicas: 3 } };
    const [found] = findings(cause, [serving, set, event]);
    expect(found?.what.en).toContain('3 of another release ready');
    expect(found?.steps.map(step => step.text.en).join()).toContain(
      'maxSurge 0',
    );
  });

  it('survives a message that was cut', () => {
    const [found] = findings(cause, refusedDeployment(CPU.slice(0, 70)));
    expect(found?.what.en).toContain('the quota “team”');
  });

  it.each([
    ['the pods came', 'status.replicas', 1],
    ['nothing is wanted any more', 'spec.replicas', 0],
  ])('leaves it alone when %s', (_, path, value) => {
    const set = replicaSet([path, value]);
    const event = eventAbout(set, 'FailedCreate', `Error creating: ${CPU}`);
    expect(findings(cause, [deployment(), set, event])).toEqual([]);
  });
});

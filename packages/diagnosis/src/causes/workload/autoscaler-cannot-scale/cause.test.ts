import type { JsonObject, Tweak } from '../../../testing';
import { ago, autoscaler, eventOf, findings } from '../../../testing';
import cause from './cause';

const subject = {
  kind: 'HorizontalPodAutoscaler',
  namespace: 'shop',
  name: 'web',
};
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const condition = (
  type: string,
  status: string,
  reason: string,
  message = '',
  seconds = 3600,
): JsonObject => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: ago(seconds),
});
const inactive = (reason: string, message: string, seconds?: number) =>
  autoscaler([condition('ScalingActive', 'False', reason, message, seconds)]);
const UNABLE = 'the HPA was unable to compute the replica count: ';

describe('autoscaler-cannot-scale', () => {
  it.each([
    [
      'failed to get cpu utilization: missing request for cpu in container app of Pod web-1',
      'Missing is a request for cpu in container “app” of pod “web-1”.',
    ],
    ['missing request for memory', 'Missing is a request for memory.'],
    [
      'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
      'metrics-server, or the adapter',
    ],
    [
      'unable to get metrics for resource cpu: unable to fetch metrics from API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
      'metrics-server, or the adapter',
    ],
    [
      'unable to get external metric shop/queue/nil: unable to fetch metrics from external metrics API: the server is currently unable to handle the request (get queue.external.metrics.k8s.io)',
      'metrics-server, or the adapter',
    ],
    [
      'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
      'hold nothing of these pods',
    ],
    [
      'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
      'hold nothing of these pods',
    ],
    [
      'unable to get metric requests: unable to fetch metrics from custom metrics API: the server could not find the metric requests for pods',
      'hold nothing of these pods',
    ],
  ])('reads: %s', (message, words) => {
    const [found] = find(inactive('FailedGetResourceMetric', UNABLE + message));
    expect(found?.severity).toBe('warning');
    expect(found?.why.en).toContain(words);
  });

  it('names a target that is not there', () => {
    const message = `the HPA controller was unable to get the target's current scale: deployments.apps "web" not found`;
    const [found] = find(
      autoscaler([
        condition('AbleToScale', 'False', 'FailedGetScale', message),
      ]),
    );
    expect(found?.why.en).toContain('scaleTargetRef');
    expect(found?.what.en).toContain(
      'leaves Deployment “web” at the number of pods it has',
    );
  });

  it('knows pods of two autoscalers', () => {
    const message =
      'pods by selector app=web are controlled by multiple HPAs: [shop/a shop/b]';
    const [found] = find(inactive('AmbiguousSelector', message));
    expect(found?.why.en).toContain('another autoscaler');
  });

  it('only mentions a limit that is reached', () => {
    const limited = (reason: string) =>
      autoscaler([
        condition(
          'ScalingLimited',
          'True',
          reason,
          'the desired replica count is more than the maximum replica count',
        ),
      ]);
    const [found] = find(limited('TooManyReplicas'));
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain('at its most, 5 pods');
    expect(find(limited('TooFewReplicas'))).toEqual([]);
  });

  it('reads events of one without conditions', () => {
    const bare = autoscaler([]);
    const said = (...tweaks: Tweak[]) =>
      eventOf(
        subject.kind,
        'FailedGetResourceMetric',
        'missing request for cpu',
        ...tweaks,
      );
    expect(find(bare, said())).toHaveLength(1);
    expect(find(bare, said(['lastTimestamp', ago(3000)]))).toEqual([]);
    const well = autoscaler([
      condition('ScalingActive', 'True', 'ValidMetricFound'),
    ]);
    expect(find(well, said())).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    [
      'has just been made',
      inactive(
        'FailedGetResourceMetric',
        'no metrics returned from resource metrics API',
        30,
      ),
    ],
    [
      'is scaled to zero',
      inactive(
        'ScalingDisabled',
        'scaling is disabled since the replica count of the target is zero',
      ),
    ],
  ])('leaves one alone that %s', (_, object) => {
    expect(find(object)).toEqual([]);
  });
});

import { createMetrics } from '../metrics/createMetrics';
import { RecordedMetrics } from '../testing/recordedMetrics';
import { CauseTally } from './causeTally';
import type { Judged } from './clusterFacts';
import type { JudgedPod } from './factIndex';

function judged(causes: Record<string, readonly string[]>): Judged {
  const pods = Object.entries(causes).map(([name, found]) => {
    const pod = {
      cluster: 'a',
      diagnosis: {
        subject: { kind: 'Pod', namespace: 'shop', name },
        found: found.map(cause => ({ cause })),
        broken: found.includes('oom') ? [{ cause: 'thrower' }] : [],
      },
    };
    return pod as unknown as JudgedPod; // what is read of one
  });
  return { pods, workloads: [], services: [] };
}

function tally() {
  const recorded = new RecordedMetrics();
  const causes = new CauseTally(createMetrics(recorded.service));
  const counted = () => recorded.collect();
  return { causes, counted };
}

const OOM = 'pod_health.cause.found{cause=oom}';

it('counts a cause once for each pod, however often it is judged', () => {
  const { causes, counted } = tally();
  const follower = {};
  causes.judged(follower, judged({ p: ['oom'], q: ['oom', 'probe'], r: [] }));
  causes.judged(follower, judged({ p: ['oom'], q: ['oom', 'probe'], r: [] }));
  expect(counted()).toEqual({
    [OOM]: 2,
    'pod_health.cause.found{cause=probe}': 1,
    'pod_health.cause.broken{cause=thrower}': 2,
  });
});

it('counts it again when it had gone', () => {
  const { causes, counted } = tally();
  const follower = {};
  causes.judged(follower, judged({ p: ['oom'] }));
  causes.judged(follower, judged({ p: [] }));
  causes.judged(follower, judged({ p: ['oom'] }));
  expect(counted()[OOM]).toBe(2);
});

it('does not count for a second follower what a first one knows', () => {
  const { causes, counted } = tally();
  const [first, second] = [{}, {}];
  causes.judged(first, judged({ p: ['oom'] }));
  causes.judged(second, judged({ p: ['oom'] }));
  causes.forget(first);
  causes.judged(second, judged({ p: ['oom'] }));
  expect(counted()[OOM]).toBe(1);
  causes.forget(second);
  causes.judged(first, judged({ p: ['oom'] }));
  expect(counted()[OOM]).toBe(2);
});

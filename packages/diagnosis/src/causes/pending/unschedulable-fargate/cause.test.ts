import { diagnosisBy, event, findings, unscheduledPod } from '../../../testing';
import cause from './cause';

const waits = unscheduledPod(
  '',
  ['status.conditions', []],
  ['spec.schedulerName', 'fargate-scheduler'],
);
const says = (message: string) =>
  event('FailedScheduling', message, ['source.component', 'fargate-scheduler']);

describe('unschedulable-fargate', () => {
  it.each([
    [
      'Pod not supported on Fargate: volumes not supported: data is of an unsupported volume Type',
      'refuses what touches the host',
    ],
    [
      'Misconfigured Fargate Profile: fargate profile web blocked for new launches due to: Pod execution role is not found in auth config',
      'execution role',
    ],
    [
      'Fargate capacity is unavailable at this time. Please try again later or in a different availability zone',
      'no free capacity',
    ],
    [
      'Pod provisioning timed out (will retry) for pod: shop/web-1',
      'did not join the cluster in time',
    ],
  ])('knows: %s', (message, why) => {
    const [found] = findings(cause, [waits, says(message)]);
    expect(found?.why.en).toContain(why);
  });

  it('says that it cannot tell without events', () => {
    expect(diagnosisBy(cause, [waits]).unchecked).toHaveLength(1);
  });

  it('is not misled by the taint of Fargate’s nodes', () => {
    const message =
      '0/2 nodes are available: 2 node(s) had untolerated taint {eks.amazonaws.com/compute-type: fargate}.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});

import {
  ago,
  diagnosisBy,
  event,
  findings,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const IMAGE = 'image "registry.example/web:1.0"';
const pod = waitingPod('ContainerCreating');
const young = waitingPod('ContainerCreating', undefined, [
  'status.startTime',
  ago(120),
]);
const pulling = (seconds: number) =>
  event(
    'Pulling',
    `Pulling ${IMAGE}`,
    ['lastTimestamp', ago(seconds)],
    ['firstTimestamp', ago(seconds)],
  );

describe('image-pull-slow', () => {
  it('counts the minutes of a pull that goes on', () => {
    const [found] = findings(cause, [pod, pulling(1500)]);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('25 min');
  });

  it('cannot be told without events', () => {
    const { unchecked } = diagnosisBy(cause, [pod]);
    expect(unchecked).toMatchObject([{ fact: 'events' }]);
  });

  it.each([
    ['a pull of some minutes', [pod, pulling(300)]],
    [
      'one that ended',
      [pod, pulling(1500), event('Pulled', `Successfully pulled ${IMAGE}`)],
    ],
    [
      'one that failed',
      [
        pod,
        pulling(1500),
        event('Failed', `Failed to pull ${IMAGE}: manifest unknown`),
      ],
    ],
    [
      'a container that has started since',
      [waitingPod('CrashLoopBackOff'), pulling(1500)],
    ],
    ['a young pod', [young, pulling(100)]],
  ])('leaves alone %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});

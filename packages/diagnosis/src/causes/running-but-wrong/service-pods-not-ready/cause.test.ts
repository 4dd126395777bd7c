import type { JsonObject, Tweak } from '../../../testing';
import { ago, findings, pod, service, waits } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Service', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const sick = (name: string, ...tweaks: Tweak[]) =>
  pod(['metadata.name', name], ...waits('CrashLoopBackOff'), ...tweaks);

describe('service-pods-not-ready', () => {
  it('names what its pods suffer from', () => {
    const [found] = find(service(), sick('web-1'), sick('web-2'));
    expect(found?.what.en).toBe(
      'Service “web” selects 2 pods, and none is ready: nobody answers.',
    );
    expect(found?.why.en).toContain(
      '2 pods are at fault, all CrashLoopBackOff',
    );
    expect(found?.steps[0]?.command).toBe('kubectl -n shop describe pod web-1');
  });

  it.each<[string, JsonObject[]]>([
    [
      'one pod is ready',
      [service(), sick('web-1'), pod(['metadata.name', 'web-2'])],
    ],
    [
      'one is starting',
      [
        service(),
        sick('web-1'),
        pod(
          ['metadata.name', 'web-2'],
          ...waits('ContainerCreating'),
          ['status.phase', 'Pending'],
          ['status.startTime', ago(20)],
        ),
      ],
    ],
    [
      'addresses are published anyway',
      [service(['spec.publishNotReadyAddresses', true]), sick('web-1')],
    ],
    [
      'none is selected',
      [service(['spec.selector', { app: 'other' }]), sick('web-1')],
    ],
    ['all have ended', [service(), sick('web-1', ['status.phase', 'Failed'])]],
  ])('says nothing when %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});

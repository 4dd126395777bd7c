import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const DELETED: Tweak[] = [
  ['metadata.deletionTimestamp', ago(-20)],
  ['metadata.deletionGracePeriodSeconds', 30],
];
const HOOK: Tweak = [
  'spec.containers.0.lifecycle',
  { preStop: { exec: { command: ['drain'] } } },
];
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];

describe('pre-stop-hook-fails', () => {
  it('tells that the stop goes on without it', () => {
    const [found] = findings(cause, [
      pod(...DELETED, HOOK),
      event('FailedPreStopHook', 'PreStopHook failed', APP),
    ]);
    expect(found?.severity).toBe('warning');
    expect(found?.why.en).toContain('not in the image');
    expect(found?.steps[1]?.text.en).toContain('sleep handler');
  });

  it('knows the long words of old kubelets, and a hook that outlived the grace period', () => {
    const message =
      'Exec lifecycle hook ([/bin/sh -c sleep 100]) for Container "app" in Pod "web-1_shop(1a)" failed - error: command \'/bin/sh -c sleep 100\' exited with 137: , message: ""';
    const [found] = findings(cause, [
      pod(...DELETED, HOOK),
      event('FailedPreStopHook', message),
    ]);
    expect(found?.why.en).toContain('grace period of 30 s');
    expect(found?.steps[1]?.text.en).toContain('above 30');
  });

  it('says what the hook said', () => {
    const message =
      'Exec lifecycle hook ([sh -c x]) for Container "app" in Pod "web-1_shop(1a)" failed - error: command \'sh -c x\' exited with 127: , message: "sh: 1: curl: not found\\n"';
    const [found] = findings(cause, [
      pod(...DELETED, HOOK),
      event('FailedPreStopHook', message),
    ]);
    expect(found?.why.en).toContain(
      '“sh: 1: curl: not found”. The command, or',
    );
  });

  it('knows a hook that was killed long before its time', () => {
    const long: Tweak[] = [
      ['metadata.deletionTimestamp', ago(-3520)],
      ['metadata.deletionGracePeriodSeconds', 3600],
    ];
    const at = (seconds: number): Tweak[] => [
      ['firstTimestamp', ago(seconds)],
      ['lastTimestamp', ago(seconds)],
    ];
    const [found] = findings(cause, [
      pod(...long, HOOK),
      event('Killing', 'Stopping container app', ...at(79)),
      event(
        'FailedPreStopHook',
        'Exec lifecycle hook ([/stop.sh]) for Container "app" failed - error: command \'/stop.sh\' exited with 137: , message: ""',
        ...at(40),
      ),
    ]);
    expect(found?.why.en).toContain('39 s after the stop began');
    expect(found?.why.en).not.toContain('still running');
    expect(found?.steps[1]?.text.en).not.toContain('Raise');
  });

  it.each([
    [
      'is not deleted',
      [pod(HOOK), event('FailedPreStopHook', 'PreStopHook failed', APP)],
    ],
    [
      'has no hook',
      [pod(...DELETED), event('FailedPreStopHook', 'PreStopHook failed', APP)],
    ],
    [
      'has a hook that works',
      [pod(...DELETED, HOOK), event('Killing', 'Stopping container app', APP)],
    ],
  ])('leaves a pod alone that %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    const old: Tweak = ['metadata.creationTimestamp', ago(90000)];
    expect(() => findings(cause, [pod(...DELETED, HOOK, old)])).toThrow(
      'unchecked: events',
    );
  });
});

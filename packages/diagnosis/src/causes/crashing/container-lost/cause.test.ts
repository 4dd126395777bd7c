import { diagnose } from '../../../diagnose';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const ids = (objects: readonly unknown[]) =>
  diagnose(snapshot(objects)).found.map(one => one.cause);

describe('container-lost', () => {
  it.each([
    ['containerd', { exitCode: 255, reason: 'Unknown' }],
    [
      'the kubelet',
      {
        exitCode: 137,
        reason: 'ContainerStatusUnknown',
        message:
          'The container could not be located when the pod was terminated',
      },
    ],
    ['CRI-O', { exitCode: -1, reason: 'Error' }],
  ])('knows what %s makes up', (_, terminated) => {
    const [found] = findings(cause, [crashingPod(terminated)]);
    expect(found?.what.en).toContain(
      `exit code ${terminated.exitCode} is only a stand-in`,
    );
    expect(found?.what.en).toContain('node “worker”');
  });

  it('knows 255 with a lost sandbox, and takes 255 alone for the program’s own', () => {
    const changed = (seconds: number) =>
      event(
        'SandboxChanged',
        'Pod sandbox changed, it will be killed and re-created.',
        ['lastTimestamp', ago(seconds)],
      );
    const ended = crashingPod({ exitCode: 255, reason: 'Error' });
    expect(findings(cause, [ended, changed(50)])).toHaveLength(1);
    expect(findings(cause, [ended, changed(3000)])).toEqual([]);
  });

  it('goes before the exit code', () => {
    expect(ids([crashingPod({ exitCode: 255, reason: 'Unknown' })])).toEqual([
      'container-lost',
    ]);
  });

  it('does not speak of restarts of a pod that is over', () => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 137, reason: 'ContainerStatusUnknown' }, [
        'status.phase',
        'Failed',
      ]),
    ]);
    expect(found?.what.en).not.toContain('restarted');
  });

  it.each([
    [
      '255 of the program’s own',
      crashingPod({ exitCode: 255, reason: 'Error' }),
    ],
    [
      'a pod on its way out',
      crashingPod({ exitCode: 255, reason: 'Unknown' }, [
        'metadata.deletionTimestamp',
        ago(5),
      ]),
    ],
  ])('leaves %s alone', (_, subject) => {
    const other = event('BackOff', 'Back-off restarting failed container');
    expect(findings(cause, [subject, other])).toEqual([]);
  });
});

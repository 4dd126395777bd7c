import { diagnose } from '../../../diagnose';
import {
  ago,
  crashingPod,
  findings,
  snapshot,
  waitingPod,
} from '../../../testing';
import cause from './cause';

describe('container-not-created-unexplained', () => {
  it.each([
    ['CreateContainerError', 'the moon is in the wrong phase'],
    ['RunContainerError', ''],
    ['SomethingNewError', 'nobody has seen this before'],
    ['failed to reticulate splines: EOF', undefined],
    ['RestartingAllContainers', 'The container is removed'],
  ])('shows what it does not know: %s', (reason, message) => {
    const [found] = findings(cause, [waitingPod(reason, message)]);
    expect(found?.what.en).toContain(reason);
    expect(found?.quotes.length).toBeGreaterThan(0);
  });

  it('speaks of a start that failed and is tried again', () => {
    const again = crashingPod({
      reason: 'StartError',
      exitCode: 128,
      message: 'failed to create containerd task: a new kind of trouble',
    });
    expect(findings(cause, [again])[0]?.what.en).toContain('StartError');
  });

  it('repeats the innermost error, but not what may hold a value', () => {
    const says = (message: string) =>
      findings(cause, [waitingPod('CreateContainerError', message)])[0]?.what
        .en;
    expect(
      says(
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: the moon is in the wrong phase: unknown',
      ),
    ).toContain('The exact words: “the moon is in the wrong phase”.');
    expect(says('TOKEN=abc contains nul byte')).not.toContain('abc');
    expect(says('')).not.toContain('The exact words');
  });

  it('puts a start that fails now before an earlier end', () => {
    const killed = {
      terminated: { reason: 'Error', exitCode: 137, finishedAt: ago(60) },
    };
    const now = waitingPod('CreateContainerError', 'a new kind of trouble', [
      'status.containerStatuses.0.lastState',
      killed,
    ]);
    const { found } = diagnose(snapshot([now]));
    expect(found.map(one => one.cause)).toEqual([
      'container-not-created-unexplained',
    ]);
  });

  it.each([
    ['a normal start', waitingPod('ContainerCreating')],
    ['an image', waitingPod('ImagePullBackOff', 'Back-off pulling image "a"')],
    ['an image that is inspected', waitingPod('ImageInspectError', 'x')],
    ['a loop', crashingPod({ reason: 'Error', exitCode: 1 })],
    [
      'what is known',
      waitingPod('CreateContainerError', 'context deadline exceeded'),
    ],
    [
      'a pod that leaves',
      waitingPod('CreateContainerError', 'x', [
        'metadata.deletionTimestamp',
        ago(5),
      ]),
    ],
  ])('leaves %s alone', (_, object) => {
    expect(findings(cause, [object])).toEqual([]);
  });
});

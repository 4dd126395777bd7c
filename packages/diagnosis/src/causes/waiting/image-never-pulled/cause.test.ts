import { event, findings, node, waitingPod } from '../../../testing';
import cause from './cause';

const IMAGE = 'registry.example/web:1.0';
const MESSAGE = `Container image "${IMAGE}" is not present with pull policy of Never`;
const pod = waitingPod('ErrImageNeverPull', MESSAGE, [
  'spec.containers.0.imagePullPolicy',
  'Never',
]);
const held = (name: string, image: string) =>
  node(['metadata.name', name], ['status.images', [{ names: [image] }]]);

describe('image-never-pulled', () => {
  it('names the policy, the node and the nearest image', () => {
    const [found] = findings(cause, [
      pod,
      held('worker', 'registry.example/web:1.1'),
    ]);
    expect(found?.what.en).toContain('imagePullPolicy: Never');
    expect(found?.what.en).toContain('nearest on the nodes');
    expect(found?.quotes.map(({ at }) => at)).toContain(
      'spec.containers.0.imagePullPolicy',
    );
  });

  it('counts other nodes that have it', () => {
    const [found] = findings(cause, [pod, held('other', IMAGE)]);
    expect(found?.what.en).toContain('1 other node has it');
    expect(found?.contradictions).toEqual([]);
  });

  it('lists the image on the node itself as evidence against', () => {
    const [found] = findings(cause, [pod, held('worker', IMAGE)]);
    expect(found?.contradictions).toHaveLength(1);
    expect(found?.why.en).toContain('1.35');
  });

  it('goes by the event where the status is behind', () => {
    const told = event('ErrImageNeverPull', MESSAGE);
    const creating = waitingPod('ContainerCreating');
    expect(findings(cause, [creating, told])).toHaveLength(1);
  });

  it('is silent on a pull that failed', () => {
    expect(
      findings(cause, [waitingPod('ErrImagePull', 'manifest unknown')]),
    ).toEqual([]);
  });
});

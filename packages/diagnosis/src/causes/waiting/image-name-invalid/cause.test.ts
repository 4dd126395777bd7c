import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-name-invalid', () => {
  it.each([
    ['registry.example/Web:1.0', 'capital letters', 'registry.example/web:1.0'],
    ['https://registry.example/web:1.0', 'web address', 'registry.example/web'],
    ['registry.example/web:1.0:2', 'two versions', ''],
    ['registry.example/web:', 'ends where the version', ''],
    ['/team/web:1.0', 'part of it is empty', ''],
    ['registry.example//web:1', 'part of it is empty', ''],
    ['registry.example/web: 1.0', 'a space', ''],
    ['registry.example/web@sha256:12', 'no digest', ''],
    ['registry.example/{{ .Values.image }}:1', 'placeholder', ''],
    ['registry.example/${NAME}:1', 'placeholder', ''],
    ['registry.example/web:1+2', 'not allowed', ''],
    ['-web:1', 'not allowed', ''],
  ])('says what is wrong with %s', (image, words, better) => {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    const [found] = findings(cause, [
      waitingPod('InvalidImageName', message, [
        'spec.containers.0.image',
        image,
      ]),
    ]);
    expect(found?.why.en).toContain(words);
    expect(found?.why.en).toContain(better);
  });

  it('knows what a runtime says of a name', () => {
    const message = 'failed to parse image reference "x": invalid checksum';
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toHaveLength(
      1,
    );
  });

  it('goes by the event where the status is behind', () => {
    const image = 'registry.example/Web:1.0';
    const creating = waitingPod('ContainerCreating', undefined, [
      'spec.containers.0.image',
      image,
    ]);
    const inspect = event(
      'InspectFailed',
      `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
    );
    expect(findings(cause, [creating, inspect])).toHaveLength(1);
  });

  it.each(['manifest unknown'])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});

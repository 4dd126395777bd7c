import { node, pod } from '../testing';
import { memoAlike } from './alike';
import { projectNode, projectPod } from './project';

const asking = (cpu: string, name: string) =>
  projectPod(
    pod(
      ['metadata.name', name],
      ['spec.containers.0.resources', { requests: { cpu } }],
    ),
  );

it('answers once for pods that ask the same of the same nodes', () => {
  const answer = jest.fn((_pod: unknown, nodes: readonly unknown[]) => nodes);
  const remembered = memoAlike(answer);
  const nodes = [projectNode(node())];
  remembered(asking('1', 'web-1'), nodes);
  remembered(asking('1', 'web-2'), nodes);
  expect(answer).toHaveBeenCalledTimes(1);
  remembered(asking('2', 'web-1'), nodes);
  expect(answer).toHaveBeenCalledTimes(2);
  expect(remembered(asking('2', 'web-1'), [...nodes])).toEqual(nodes);
  expect(answer).toHaveBeenCalledTimes(3);
});

it('forgets rather than fill memory when all pods differ', () => {
  const answer = jest.fn(() => undefined);
  const remembered = memoAlike(answer);
  const nodes = [projectNode(node())];
  for (let i = 0; i < 150; i += 1) remembered(asking(`${i}m`, 'web'), nodes);
  remembered(asking('149m', 'web'), nodes);
  expect(answer).toHaveBeenCalledTimes(150);
  remembered(asking('0m', 'web'), nodes);
  expect(answer).toHaveBeenCalledTimes(151);
});

import { event, findings, node, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

const CLASS: Tweak = ['spec.runtimeClassName', 'sandboxed'];

describe('runtime-class-broken', () => {
  it.each([
    [
      'failed to get sandbox runtime: no runtime for "kata" is configured',
      'kata',
    ],
    [
      'failed to find runtime handler kata-qemu from runtime list map[runc:0xc0003a]',
      'kata-qemu',
    ],
    ['RuntimeHandler "gvisor" not supported', 'gvisor'],
    ['Error response from daemon: Unknown runtime specified nvidia', 'nvidia'],
    [
      'failed to create containerd task: failed to start shim: runtime "io.containerd.kata.v2" binary not installed "containerd-shim-kata-v2": file does not exist',
      'io.containerd.kata.v2',
    ],
    [
      'failed to create containerd task: failed to start shim: exec: "containerd-shim-runsc-v1": executable file not found in $PATH',
      'runsc-v1',
    ],
  ])('names the runtime: %s', (message, runtime) => {
    const one = found(message, CLASS);
    expect(one?.what.en).toContain('runtime class “sandboxed”');
    expect(one?.why.en).toContain(`“${runtime}”`);
  });

  it('tells a class that is gone', () => {
    const one = found(
      'failed to lookup RuntimeClass sandboxed: runtimeclass.node.k8s.io "sandboxed" not found',
      CLASS,
    );
    expect(one?.why.en).toContain('No RuntimeClass of that name');
    expect(one?.steps.at(-1)?.text.en).toContain(
      'create the runtime class again',
    );
  });

  it('lists what the node offers instead', () => {
    const handlers = node([
      'status.runtimeHandlers',
      [{ name: '' }, { name: 'runsc' }, { name: 'runc' }],
    ]);
    const [one] = findings(cause, [
      ...said('no runtime for "kata" is configured', CLASS),
      handlers,
    ]);
    expect(one?.why.en).toContain('The node has: runc and runsc.');
  });

  it('does without the class of the manifest: a node’s default may be broken', () => {
    const one = found(
      'unable to get OCI runtime for sandbox "a": no runtime for "nvidia" is configured',
    );
    expect(one?.what.en).toContain('a special container runtime');
    expect(one?.steps).toHaveLength(2);
  });

  it.each([
    'failed to create containerd task: failed to start shim: exec: "containerd-shim-runc-v2": executable file not found in $PATH',
    'failed to create containerd task: failed to create shim: not found',
  ])('leaves the node’s own runtime alone: %s', message => {
    expect(found(message, CLASS)).toBeUndefined();
  });
});

import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const failing = (message: string): Tweak => [
  'status.conditions.4',
  { type: 'PodResizeInProgress', status: 'True', reason: 'Error', message },
];

describe('resize-fails', () => {
  it('gives the numbers of a limit below the use', () => {
    const message =
      'cannot decrease memory limits: attempting to set container "app" memory limit (12582912) below current usage (33554432)';
    const [found] = findings(cause, [pod(failing(message))]);
    expect(found?.why.en).toContain(
      'limit of 12 MiB is below the 32 MiB in use',
    );
    expect(found?.steps[0]?.text.en).toContain('above what the program uses');
  });

  it('quotes other words, and the event without any', () => {
    expect(
      findings(cause, [pod(failing('write cpu.max: invalid argument'))])[0]?.why
        .en,
    ).toContain('invalid argument');
    const said = event(
      'ResizeError',
      'Pod resize error: {"error":"no such cgroup"}',
    );
    expect(findings(cause, [pod(failing('')), said])[0]?.why.en).toContain(
      'no such cgroup',
    );
  });

  it.each([
    [
      'goes on',
      pod([
        'status.conditions.4',
        { type: 'PodResizeInProgress', status: 'True' },
      ]),
    ],
    [
      'is of a pod on its way out',
      pod(failing('x'), ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves a resize alone that %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});

import type { Tweak } from '../../../testing';
import { ago, event, findings, node, pod } from '../../../testing';
import cause from './cause';

const LEAVING: Tweak = ['metadata.deletionTimestamp', ago(-20)];
const target = (reason: string): Tweak => [
  'status.conditions.4',
  {
    type: 'DisruptionTarget',
    status: 'True',
    reason,
    message: 'Taint manager: deleting due to NoExecute taint',
  },
];
const tainted = (key: string, value?: string) =>
  node([
    'spec.taints',
    [{ key, effect: 'NoExecute', ...(value && { value }) }],
  ]);

describe('evicted-by-taint', () => {
  it('names the taint', () => {
    const [found] = findings(cause, [
      pod(LEAVING, target('DeletionByTaintManager')),
      tainted('maintenance', 'tonight'),
    ]);
    expect(found?.what.en).toContain('NoExecute (maintenance=tonight)');
    expect(found?.severity).toBe('critical');
  });

  it('tells how long it was borne', () => {
    const key = 'node.kubernetes.io/not-ready';
    const bears: Tweak = [
      'spec.tolerations',
      [
        {
          key,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
      ],
    ];
    const [found] = findings(cause, [
      pod(LEAVING, target('DeletionByTaintManager'), bears),
      tainted(key),
    ]);
    expect(found?.what.en).toContain('bore the taint for 5 min');
  });

  it('knows a device, and the event alone', () => {
    const device = pod(LEAVING, target('DeletionByDeviceTaintManager'));
    expect(findings(cause, [device])[0]?.what.en).toContain('a device');
    const told = event(
      'TaintManagerEviction',
      'Marking for deletion Pod shop/web-1',
    );
    expect(findings(cause, [pod(LEAVING), told])).toHaveLength(1);
  });

  it.each([
    [
      'cancelled',
      event('TaintManagerEviction', 'Cancelling deletion of Pod shop/web-1'),
      [LEAVING],
    ],
    [
      'not carried out',
      event('TaintManagerEviction', 'Marking for deletion Pod shop/web-1'),
      [['status.conditions.3.status', 'False']],
    ],
  ] as const)('is not one that was %s', (_, told, tweaks) => {
    expect(
      findings(cause, [pod(...(tweaks as readonly Tweak[])), told]),
    ).toEqual([]);
  });
});

import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const failed = (status: Record<string, string>, ...tweaks: Tweak[]) =>
  pod(['status', { phase: 'Failed', ...status }], ...tweaks);

describe('pod-failed-unexplained', () => {
  it('says what the cluster says', () => {
    const [found] = findings(cause, [
      failed({ reason: 'ProviderFailed', message: 'group quota exceeded' }),
    ]);
    expect(found?.what.en).toContain(
      'The cluster says: “ProviderFailed: group quota exceeded”.',
    );
  });

  it('is never silent, and quotes the newest warning', () => {
    const [found] = findings(cause, [
      failed({}),
      event('Odd', 'something odd', ['lastTimestamp', ago(10)]),
      event('Older', 'something older', ['lastTimestamp', ago(100)]),
    ]);
    expect(found?.what.en).toContain('gives no reason');
    expect(found?.quotes.map(({ value }) => value)).toEqual([
      'Failed',
      'something odd',
    ]);
  });

  it('knows the phase Unknown, and an unknown refusal', () => {
    expect(
      findings(cause, [pod(['status.phase', 'Unknown'])])[0]?.what.en,
    ).toContain('state of the pod is unknown');
    expect(
      findings(cause, [
        failed({ reason: 'UnexpectedAdmissionError', message: 'new words' }),
      ]),
    ).toHaveLength(1);
    expect(
      findings(cause, [failed({ reason: 'Evicted', message: 'new words' })]),
    ).toHaveLength(1);
  });

  it('is not silent about a lost node once the pod is over', () => {
    const [found] = findings(cause, [failed({ reason: 'NodeLost' })]);
    expect(found?.what.en).toContain('NodeLost');
  });

  const ended: Tweak = [
    'status.containerStatuses',
    [{ name: 'app', state: { terminated: { exitCode: 1, reason: 'Error' } } }],
  ];
  it.each([
    ['its container tells', failed({}, ended)],
    [
      'it was evicted',
      failed({
        reason: 'Evicted',
        message: 'The node was low on resource: memory. ',
      }),
    ],
    [
      'its node is lost',
      pod(['status.phase', 'Unknown'], ['status.reason', 'NodeLost']),
    ],
    ['it finished', pod(['status.phase', 'Succeeded'])],
  ])('says nothing when %s', (_, subject) => {
    expect(findings(cause, [subject, event('Killing', 'x')])).toEqual([]);
  });
});

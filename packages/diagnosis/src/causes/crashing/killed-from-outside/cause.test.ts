import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const ids = (objects: readonly unknown[]) =>
  diagnose(snapshot(objects)).found.map(one => one.cause);

const LIMIT: Tweak = [
  'spec.containers.0.resources',
  { limits: { memory: '80Mi' } },
];

describe('killed-from-outside', () => {
  it('names time and limit, and what is likely', () => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 137, reason: 'Error' }, LIMIT),
    ]);
    expect(found?.what.en).toContain('after 10 s and was restarted 5 times');
    expect(found?.why.en).toContain('the limit is 80 MiB');
    expect(found?.why.en).not.toContain('probe');
  });

  it('thinks of the node without a limit, and of a probe when there is one', () => {
    const probe: Tweak = [
      'spec.containers.0.livenessProbe',
      { httpGet: { port: 80 }, initialDelaySeconds: 60 },
    ];
    const [found] = findings(cause, [crashingPod({ exitCode: 137 }, probe)]);
    expect(found?.why.en).toContain('the node ran out of memory');
    expect(found?.why.en).toContain('liveness or startup probe');
  });

  it('says nothing of a kill that a probe ordered', () => {
    const probe: Tweak = ['spec.containers.0.livenessProbe', { exec: {} }];
    const killing = event(
      'Killing',
      'Container app failed liveness probe, will be restarted',
      ['involvedObject.fieldPath', 'spec.containers{app}'],
    );
    const ended = crashingPod({ exitCode: 137, reason: 'Error' }, probe);
    expect(findings(cause, [ended, killing])).toEqual([]);
  });

  it('goes before the exit code', () => {
    expect(ids([crashingPod({ exitCode: 137, reason: 'Error' })])).toEqual([
      'killed-from-outside',
    ]);
  });

  it('gives way to lack of memory and to a probe that kills', () => {
    expect(ids([crashingPod({ exitCode: 137, reason: 'OOMKilled' })])).toEqual([
      'out-of-memory',
    ]);
    const probe: Tweak = [
      'spec.containers.0.livenessProbe',
      { httpGet: { port: 80 } },
    ];
    const app: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
    const killing = event(
      'Killing',
      'Container app failed liveness probe, will be restarted',
      app,
    );
    expect(ids([crashingPod({ exitCode: 137 }, probe), killing])).toEqual([
      'liveness-probe-kills',
    ]);
  });

  it.each([
    [
      'made up',
      crashingPod({ exitCode: 137, reason: 'ContainerStatusUnknown' }),
    ],
    [
      'of an evicted pod',
      crashingPod({ exitCode: 137 }, ['status.reason', 'Evicted']),
    ],
    [
      'of a disrupted pod',
      crashingPod({ exitCode: 137 }, [
        'status.conditions.4',
        { type: 'DisruptionTarget', status: 'True' },
      ]),
    ],
    [
      'of a deleted pod',
      crashingPod({ exitCode: 137 }, ['metadata.deletionTimestamp', ago(5)]),
    ],
    [
      'of a restart of all containers',
      crashingPod({ exitCode: 137, reason: 'RestartingAllContainers' }),
    ],
  ])('leaves an end alone that is %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});

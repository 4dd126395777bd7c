import type { JsonObject, Tweak } from '../../../testing';
import {
  READY_PROBE,
  ago,
  containerStatus,
  event,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const SAID = 'HTTP probe failed with statuscode: 503';
const EXEC = { exec: { command: ['check'] } };
const GRPC = { grpc: { port: 9000 } };

describe('readiness-says-no', () => {
  it.each([
    [
      READY_PROBE,
      'HTTP probe failed with statuscode: 503',
      'answers HTTP status 503',
    ],
    [
      READY_PROBE,
      'HTTP probe failed with statuscode: 500',
      'answers HTTP status 500',
    ],
    [EXEC, 'pg: no response\nmore', 'fails with “pg: no response”'],
    [
      EXEC,
      'Connection refused: db:5432',
      'fails with “Connection refused: db:5432”',
    ],
    [EXEC, '', 'fails without a word'],
    [
      GRPC,
      'service unhealthy (responded with "NOT_SERVING")',
      'does not serve',
    ],
  ] as [JsonObject, string, string][])(
    'tells how %j says no: %s',
    (probe, said, words) => {
      const [found] = findings(cause, [
        unreadyPod(probe),
        failedReadiness(said),
      ]);
      expect(found?.what.en).toContain(words);
    },
  );

  it('does not make a refusal of silence', () => {
    const [found] = findings(cause, [unreadyPod(EXEC), failedReadiness('')]);
    expect(found?.why.en).toContain('did not end within 1 s');
    const slow = failedReadiness(
      '',
      ['count', 3],
      ['firstTimestamp', ago(120)],
      ['lastTimestamp', ago(60)],
    );
    expect(findings(cause, [unreadyPod(EXEC), slow])).toEqual([]);
  });

  it('takes the words out of a combined event', () => {
    const said =
      '(combined from similar events): Readiness probe failed: no route';
    const [found] = findings(cause, [
      unreadyPod(EXEC),
      event('Unhealthy', said, [
        'involvedObject.fieldPath',
        'spec.containers{app}',
      ]),
    ]);
    expect(found?.what.en).toContain('“no route”');
  });

  it.each(notKeptBack)('leaves a pod alone that %s', (_, tweaks) => {
    const objects = [unreadyPod(READY_PROBE, ...tweaks), failedReadiness(SAID)];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    expect(() => findings(cause, [unreadyPod(READY_PROBE)])).toThrow(
      'unchecked: events',
    );
  });

  it('leaves another answer to its own cause', () => {
    expect(
      findings(cause, [
        unreadyPod(READY_PROBE),
        failedReadiness(
          'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
        ),
      ]),
    ).toEqual([]);
  });

  const beside = (ended: number): Tweak => [
    'status.containerStatuses.1',
    containerStatus(
      ['name', 'helper'],
      ['restartCount', 1],
      ['state.running.startedAt', ago(ended - 5)],
      ['lastState', { terminated: { exitCode: 0, finishedAt: ago(ended) } }],
    ),
  ];
  const HELPER: Tweak = ['spec.containers.1', { name: 'helper' }];
  const since = (seconds: number) =>
    failedReadiness(SAID, ['count', 90], ['firstTimestamp', ago(seconds)]);
  const why = (ended: number, ...tweaks: Tweak[]) =>
    findings(cause, [
      unreadyPod(READY_PROBE, HELPER, beside(ended), ...tweaks),
      since(1170),
    ])[0]?.why.en;

  it('tells the restart of a container beside that began it', () => {
    expect(why(1200)).toContain(
      'since container “helper” beside it was restarted, 20 min ago',
    );
  });

  it.each<[string, string | undefined]>([
    ['long before', why(2400)],
    ['later', why(600)],
    [
      'with it',
      why(1200, [
        'status.containerStatuses.0.state.running.startedAt',
        ago(1190),
      ]),
    ],
  ])('blames no container that was restarted %s', (_, said) => {
    expect(said).toContain('the program is still starting');
  });

  it('asks to initialise a vault before it is unsealed', () => {
    const said = (initialized: boolean) =>
      findings(cause, [
        unreadyPod(EXEC),
        failedReadiness(
          `Key   Value\nInitialized     ${initialized}\nSealed      true`,
        ),
      ])[0]?.steps[0]?.text.en;
    expect(said(false)).toContain('Initialise it once');
    expect(said(true)).toContain('Unseal it');
  });
});

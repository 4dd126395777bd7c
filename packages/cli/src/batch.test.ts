import { crashingPod, healthyPod, runCommand } from './testing';

const subject = { kind: 'Pod', namespace: 'shop', name: 'web-2' };
const now = '2026-01-15T12:00:00Z';
const crashing = JSON.stringify({ now, objects: [crashingPod], subject });
const healthy = JSON.stringify({ now, objects: [healthyPod] });

async function answers(input: string | readonly (string | Uint8Array)[]) {
  const { code, out, err } = await runCommand(['diagnose', '--batch'], input);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

it('answers a case with state and findings', async () => {
  const [answer] = await answers(crashing);
  expect(answer).toEqual({
    state: 'crashing',
    findings: [
      {
        cause: 'container-exits-with-error',
        container: 'app',
        severity: 'critical',
        title: expect.any(String),
        explanation: expect.stringContaining('exit code 3'),
        quotes: expect.arrayContaining([
          {
            value: '3',
            from: 'pod',
            at: 'status.containerStatuses.0.lastState.terminated.exitCode',
          },
        ]),
      },
    ],
  });
});

it('quotes the log that the case holds', async () => {
  const line = 'FATAL cannot connect to database ledger-db:5432';
  const logs = { app: { previous: `starting\n${line}\n` } };
  const [answer] = await answers(
    JSON.stringify({ now, objects: [crashingPod], subject, logs }),
  );
  expect(JSON.stringify(answer)).toContain(line);
});

it('tells a workload what its pod suffers, and names the pod in the quotes', async () => {
  const pod = {
    ...crashingPod,
    metadata: {
      ...crashingPod.metadata,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: 'web',
          controller: true,
        },
      ],
    },
  };
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas: 1 },
    status: { replicas: 1 },
  };
  const line = 'FATAL cannot connect to database ledger-db:5432';
  const [answer] = await answers(
    JSON.stringify({
      now,
      objects: [pod, set],
      subject: { kind: 'StatefulSet', namespace: 'shop', name: 'web' },
      logs: { app: { previous: `starting\n${line}\n` } },
    }),
  );
  const [first, ...rest] = answer?.findings as {
    cause: string;
    explanation: string;
    quotes: object[];
  }[];
  expect(first?.explanation).toContain('Pod “web-2”');
  expect(first?.quotes).toContainEqual({
    value: line,
    from: 'logs',
    at: 'app.previous',
    pod: 'web-2',
  });
  expect(rest.map(({ cause }) => cause)).toEqual(['workload-pods-not-ready']);
});

it('puts consequences after root causes', async () => {
  const oom = structuredClone(crashingPod);
  oom.status.containerStatuses[0]!.lastState.terminated = {
    ...oom.status.containerStatuses[0]!.lastState.terminated,
    exitCode: 137,
    reason: 'OOMKilled',
  };
  const [answer] = await answers(
    JSON.stringify({ now, objects: [oom], subject }),
  );
  const found = answer?.findings as { cause: string }[];
  expect(found[0]?.cause).toBe('out-of-memory');
});

it('gives one answer a line, in order, an error for what is malformed', async () => {
  const lines = [
    healthy,
    'not json',
    '',
    '[]',
    '{}',
    JSON.stringify({ objects: [], now: 'yesterday' }),
    JSON.stringify({ objects: [], subject: 'web-2' }),
    JSON.stringify({ objects: [], subject }),
    JSON.stringify({ objects: [healthyPod, crashingPod] }),
    JSON.stringify({ objects: [healthyPod], logs: 'text' }),
    crashing,
  ];
  const found = await answers(`${lines.join('\n')}\n`);
  const told = found.map(
    ({ state, error }) => state ?? (error as { code: string }).code,
  );
  expect(told).toEqual([
    'running',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'subject-not-found',
    'invalid-input',
    'invalid-input',
    'crashing',
  ]);
  expect(found.every(one => 'state' in one !== 'error' in one)).toBe(true);
});

it('reads a line cut anywhere, even inside a character', async () => {
  const text = `${JSON.stringify({
    now,
    objects: [crashingPod],
    subject,
    logs: { app: { previous: 'FATAL 数据库 🐘' } },
  })}\r\n${healthy}`;
  const bytes = Buffer.from(text);
  const whole = await answers(text);
  const single = Array.from(bytes, byte => Uint8Array.of(byte));
  expect(await answers(single)).toEqual(whole);
  expect(whole.map(one => one.state)).toEqual(['crashing', 'running']);
});

it('diagnoses a workload that has no pods', async () => {
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', uid: 'd1' },
    spec: { replicas: 2 },
  };
  const [answer] = await answers(
    JSON.stringify({
      now,
      objects: [deployment],
      subject: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    }),
  );
  expect(answer).toMatchObject({ state: 'pending' });
});

it('holds none of the secrets of a case', async () => {
  const secret = 'hunter2-s3cr3t';
  const container = {
    ...crashingPod.spec.containers[0],
    args: [secret],
    env: [{ name: 'PASSWORD', value: secret }],
  };
  const leaky = {
    ...crashingPod,
    spec: { ...crashingPod.spec, containers: [container] },
  };
  const [answer] = await answers(
    JSON.stringify({ now, objects: [leaky], subject }),
  );
  expect(JSON.stringify(answer)).not.toContain(secret);
});

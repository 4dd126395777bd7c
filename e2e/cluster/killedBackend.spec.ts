import { expect, request as requests, test } from '@playwright/test';
import type { Session, Ticket } from 'backstage-plugin-pod-health-common';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Api } from '../flows/api';
import { HEALTHY } from '../flows/scenarios';
import { getObject, kubectl } from './kubectl';
import { TerminalClient } from './terminalClient';

const LIMIT_SECONDS = 60;
/** security.md T17: at the limit, five seconds late at most. */
const LATE_SECONDS = 5;
/** A number nobody else sleeps for, by which the job is found in the process list. */
const JOB = 'sleep 48151';

interface Portal {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

interface PodWithDebuggers {
  readonly status: {
    readonly ephemeralContainerStatuses?: readonly {
      readonly name: string;
      readonly state: {
        readonly terminated?: {
          readonly exitCode: number;
          readonly startedAt: string;
          readonly finishedAt: string;
        };
      };
    }[];
  };
}

/** A portal of our own, whose shells live a minute. */
async function startShortPortal(): Promise<Portal> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pod-health-e2e-'));
  const config = path.join(folder, 'app-config.short.json');
  const debug = { maxDuration: { seconds: LIMIT_SECONDS } };
  const schedule = { frequency: { seconds: 10 }, timeout: { minutes: 1 } };
  writeFileSync(
    config,
    JSON.stringify({
      podHealth: { debug },
      portal: { workloads: { schedule } },
    }),
  );
  const script = path.resolve(__dirname, '../../scripts/startPortal.mjs');
  const { startPortal } = await import(pathToFileURL(script).href);
  return startPortal({
    port: 0,
    kubeconfig: process.env.POD_HEALTH_KUBECONFIG,
    configs: [config],
    dataDir: path.join(folder, 'data'),
  });
}

async function openShell(portal: Portal, target: string) {
  const request = await requests.newContext({ baseURL: portal.url });
  const ada = await Api.as(request, 'Ada');
  // Another test's portal keeps its debug containers; the last pod has the fewest.
  const pod = (await ada.health(HEALTHY)).pods.at(-1)!.ref; // the service runs
  const created = await ada.post(HEALTHY, '/sessions', {
    pod,
    target,
    reason: 'end-to-end test of a backend that dies',
  });
  expect(created.status()).toBe(201);
  let session: Session = await created.json();
  while (!['ready', 'attached', 'ended'].includes(session.state)) {
    session = await ada.session(session.id, session.state);
  }
  expect(session.state).toBe('ready');
  const ticket: Ticket = await ada.ticket(session.id);
  const terminal = await TerminalClient.open(
    portal.url,
    session.id,
    ticket.ticket,
  );
  return { session, terminal };
}

async function processes({ pod }: Session): Promise<string> {
  return kubectl([
    'exec',
    '-n',
    pod.namespace,
    pod.pod,
    '-c',
    'app',
    '--',
    'ps',
  ]);
}

test('a backend that is killed: the shell ends at its limit and leaves nothing', async () => {
  test.setTimeout(300_000);
  const portal = await startShortPortal();
  try {
    await expect(async () => {
      const request = await requests.newContext({ baseURL: portal.url });
      const ada = await Api.as(request, 'Ada');
      expect((await ada.health(HEALTHY)).pods).not.toEqual([]);
    }).toPass({ timeout: 60_000 });
    const { session, terminal } = await openShell(portal, 'app');
    // The prompt; busybox asks for the cursor's place right after it.
    await expect.poll(() => terminal.output).toMatch(/[$#] /);
    terminal.type(`trap '' HUP TERM; ${JOB} &\n`);
    await expect.poll(() => processes(session)).toContain(JOB);

    process.kill(portal.pid, 'SIGKILL');
    await portal.exited;
    expect(await processes(session)).toContain(JOB);

    const ended = await expectEnded(session);
    const lived = Date.parse(ended.finishedAt) - Date.parse(ended.startedAt);
    expect(lived / 1000).toBeLessThanOrEqual(LIMIT_SECONDS + LATE_SECONDS);
    const left = await processes(session);
    expect(left).not.toContain(JOB);
    expect(left).not.toContain('pod-health-guard');
  } finally {
    await portal.stop();
  }
});

async function expectEnded({ pod, container }: Session) {
  const terminated = async () => {
    const found = await getObject<PodWithDebuggers>([
      'pod',
      pod.pod,
      '-n',
      pod.namespace,
    ]);
    return found?.status.ephemeralContainerStatuses?.find(
      ({ name }) => name === container,
    )?.state.terminated;
  };
  await expect
    .poll(terminated, { timeout: (LIMIT_SECONDS + 30) * 1000 })
    .toBeDefined();
  return (await terminated())!; // defined a moment ago, and such a state is final
}

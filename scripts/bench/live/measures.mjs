// What is measured. Each function prints what it found, and says what is over its limit.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ACCOUNT, RIVAL } from './clusters.mjs';
import { CANARY } from './pods.mjs';
import { APP, LARGE, NAMESPACE, SHOP } from './portal.mjs';
import { poll, pollFor, startRival } from './rival.mjs';
import { failuresToScreen, openPage } from './screen.mjs';
import { openViewer } from './viewers.mjs';

const VIEWERS = [1, 10, 50];
const RIVAL_VIEWERS = [1, 10];
const LIMITS = {
  requestsPerViewerMinute: 0.2,
  screenMs: 300,
  share: 0.05,
  largeFirstMs: 3_000,
  largeBytes: 1_000_000,
};

const failed = [];

/** What was over its limit so far. */
export const overLimits = () => [...failed];

export const say = text => process.stdout.write(`${text}\n`);
const row = cells => say(`| ${cells.join(' | ')} |`);
const minutes = ms => ms / 60_000;

/** Notes what is not as it has to be. */
export function check(isGood, what) {
  if (!isGood) {
    failed.push(what);
    say(`over the limit: ${what}`);
  }
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Requests of a while, per viewer and minute. */
async function requestsDuring(cluster, user, viewers, act) {
  const mark = await cluster.mark();
  const began = Date.now();
  await act();
  const took = Date.now() - began;
  const asked = await cluster.requestsSince(mark, user);
  return { asked, rate: asked.length / viewers / minutes(took) };
}

/** 1, 10 and 50 open pages. */
export async function viewersOf({ cluster, portal, headers, windowMs }) {
  row(['viewers', 'API requests', 'per viewer-minute', 'bytes to each']);
  row(['---', '---', '---', '---']);
  let leaks = 0;
  for (const count of VIEWERS) {
    const viewers = await Promise.all(
      Array.from({ length: count }, () => openViewer(portal.url, headers, APP)),
    );
    await wait(2_000);
    const before = viewers[0].seen.bytes;
    const { asked, rate } = await requestsDuring(cluster, ACCOUNT, count, () =>
      wait(windowMs),
    );
    const bytes = viewers[0].seen.bytes - before;
    row([count, asked.length, rate.toFixed(2), bytes]);
    asked.slice(0, 5).forEach(each => say(`    ${each}`));
    check(
      rate < LIMITS.requestsPerViewerMinute,
      `${rate.toFixed(2)} requests per viewer-minute with ${count} viewers`,
    );
    for (const { seen, leave } of viewers) {
      leaks += seen.leaks;
      await leave();
    }
  }
  return leaks;
}

export async function rivalOf({ cluster, folder, windowMs }) {
  const rival = await startRival({
    kubeconfig: cluster.kubeconfig(RIVAL),
    catalog: path.join(folder, 'catalog.yaml'),
    work: folder,
    port: 7117,
  });
  try {
    for (const count of RIVAL_VIEWERS) {
      let bytes = 0;
      const { asked, rate } = await requestsDuring(
        cluster,
        RIVAL,
        count,
        async () => {
          bytes = await pollFor(rival.url, SHOP, count, windowMs);
        },
      );
      row([
        `the Kubernetes plugin: ${count}`,
        asked.length,
        rate.toFixed(1),
        Math.round(bytes / count),
      ]);
    }
    const { bytes, text } = await poll(rival.url, SHOP);
    say(
      `one answer of the Kubernetes plugin: ${bytes} bytes, the canary ${
        text.split(CANARY).length - 1
      } times in it`,
    );
  } finally {
    rival.stop();
  }
}

export async function bytesOf({ cluster, portal, headers, names }) {
  const raw = await cluster.raw(`/api/v1/namespaces/${NAMESPACE}/pods`);
  const { seen, leave } = await openViewer(portal.url, headers, APP);
  await leave();
  const share = seen.first / raw.length;
  say(
    `first answer for ${names.length} pods: ${
      seen.first
    } bytes after ${Math.round(seen.firstMs)} ms; the raw objects are ${
      raw.length
    } bytes (the canary ${raw.split(CANARY).length - 1} times in them): ${(
      share * 100
    ).toFixed(1)} %`,
  );
  check(
    share < LIMITS.share,
    `${(share * 100).toFixed(1)} % of the raw objects' bytes`,
  );
  return seen.leaks;
}

export async function screenOf({ cluster, portal, headers, names, failures }) {
  const { page, leaks, close } = await openPage(portal.url, APP);
  // Beside it one reads the same stream, for what is in it.
  const beside = await openViewer(portal.url, headers, APP);
  try {
    const times = await failuresToScreen(
      page,
      names.slice(0, failures),
      (name, status) => cluster.setStatus(NAMESPACE, name, status),
    );
    const sorted = [...times].sort((a, b) => a - b);
    const p50 = percentile(sorted, 0.5);
    const p95 = percentile(sorted, 0.95);
    say(
      `failure to screen, ${
        times.length
      } failures: p50 ${p50} ms, p95 ${p95} ms, longest ${sorted.at(-1)} ms`,
    );
    check(p95 < LIMITS.screenMs, `p95 of ${p95} ms from failure to screen`);
    return leaks() + beside.seen.leaks;
  } finally {
    await beside.leave();
    await close();
  }
}

const residentMb = pid =>
  Number(
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ??
      0,
  ) / 1024;

/** An entity of 10,000 pods in 20 namespaces. */
export async function largeOf({ cluster, portal, headers }) {
  const names = Array.from(
    { length: LARGE.podsOfEach },
    (_, i) => `large-${i}`,
  );
  for (let i = 0; i < LARGE.namespaces; i += 1) {
    await cluster.addPods(`large-${i}`, names, LARGE.app);
  }
  const before = residentMb(portal.pid);
  const mark = await cluster.mark();
  const { seen, leave } = await openViewer(portal.url, headers, LARGE.app);
  await wait(5_000);
  const asked = await cluster.requestsSince(mark, ACCOUNT);
  const lists = kind =>
    asked.filter(each => each.startsWith('list') && each.includes(kind)).length;
  const perPod = asked.filter(
    each => /^(get|log) /.test(each) && each.includes('/pods/'),
  ).length;
  const mb = residentMb(portal.pid) - before;
  const count = LARGE.namespaces * LARGE.podsOfEach;
  say(
    `${count} pods in ${
      LARGE.namespaces
    } namespaces: first answer after ${Math.round(seen.firstMs)} ms, ${
      seen.first
    } bytes; ${lists('/pods?')} pages of pods, ${lists(
      '/events?',
    )} of events, ${perPod} requests for one pod; ${(
      mb /
      (count / 1000)
    ).toFixed(1)} MB per 1,000 pods`,
  );
  check(
    seen.firstMs < LIMITS.largeFirstMs,
    `${Math.round(seen.firstMs)} ms to the first answer of ${count} pods`,
  );
  check(
    seen.first < LIMITS.largeBytes,
    `${seen.first} bytes for ${count} pods`,
  );
  check(perPod === 0, `${perPod} requests for single pods`);
  check(
    lists('/events?') <= LARGE.namespaces,
    `${lists('/events?')} lists of events`,
  );
  await leave();
  return seen.leaks;
}

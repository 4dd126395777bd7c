import { expect, test } from '@playwright/test';
import type { PodRef } from 'backstage-plugin-pod-health-common';
import { Api, expectRefused } from '../flows/api';
import { HEALTHY } from '../flows/scenarios';
import { auditPosition, entriesSince, nameOf } from './auditLog';
import { kubectl } from './kubectl';

const CONSENT = 'pod-health.io/debug-consent';

/** What changed the cluster, or tried to, since a position of its audit log. */
async function writesSince(position: number): Promise<readonly string[]> {
  const entries = await entriesSince(position);
  return entries
    .filter(({ verb, objectRef }) => {
      const asks = objectRef?.resource === 'selfsubjectaccessreviews';
      return !asks && !['get', 'list', 'watch'].includes(verb);
    })
    .map(nameOf);
}

/** Proof that the audit log is being read: a session's checklist leaves a read in it. */
async function readsSince(position: number): Promise<number> {
  return (await entriesSince(position)).length;
}

async function podOf(api: Api): Promise<PodRef> {
  const [pod] = (await api.health(HEALTHY)).pods;
  return pod.ref;
}

const reason = 'end-to-end test of the refusals';

test("another team's developer: refused, and the cluster never asked to change", async ({
  request,
}) => {
  const ben = await Api.as(request, 'Ben');
  const pod = await podOf(ben);
  const position = await auditPosition();
  await expectRefused(
    await ben.post(HEALTHY, '/sessions', { pod, reason }),
    403,
    'not-allowed',
  );
  expect(await writesSince(position)).toEqual([]);
});

test('a pod of another service, a replaced pod and a pod that is not there', async ({
  request,
}) => {
  const ada = await Api.as(request, 'Ada');
  const pod = await podOf(ada);
  const [foreign] = (await ada.health({ name: 'ledger' })).pods;
  const position = await auditPosition();
  const refused = [
    [foreign.ref, 404, 'pod-not-found'],
    [{ ...pod, uid: foreign.ref.uid }, 409, 'pod-replaced'],
    [{ ...pod, pod: 'no-such-pod' }, 404, 'pod-not-found'],
    [{ ...pod, namespace: 'no-such-namespace' }, 404, 'pod-not-found'],
    [{ ...pod, cluster: 'no-such-cluster' }, 404, 'pod-not-found'],
  ] as const;
  for (const [ref, status, code] of refused) {
    const answer = await ada.post(HEALTHY, '/sessions', { pod: ref, reason });
    await expectRefused(answer, status, code);
  }
  await expect.poll(() => readsSince(position)).toBeGreaterThan(0);
  expect(await writesSince(position)).toEqual([]);
});

test('a namespace that does not consent any more', async ({ request }) => {
  const ada = await Api.as(request, 'Ada');
  const pod = await podOf(ada);
  const before = await kubectl([
    'get',
    'namespace',
    pod.namespace,
    '-o',
    `jsonpath={.metadata.annotations.${CONSENT.replaceAll('.', '\\.')}}`,
  ]);
  expect(before).not.toBe('');
  const annotate = (to: string) =>
    kubectl(['annotate', '--overwrite', 'namespace', pod.namespace, to]);
  await annotate(`${CONSENT}-`);
  try {
    const position = await auditPosition();
    await expectRefused(
      await ada.post(HEALTHY, '/sessions', { pod, reason }),
      403,
      'not-consented',
    );
    await expect.poll(() => readsSince(position)).toBeGreaterThan(0);
    expect(await writesSince(position)).toEqual([]);
  } finally {
    await annotate(`${CONSENT}=${before}`);
  }
});

test('bodies that are no request', async ({ request }) => {
  const ada = await Api.as(request, 'Ada');
  const pod = await podOf(ada);
  const position = await auditPosition();
  const bodies: readonly [unknown, number, string][] = [
    [{ pod }, 400, 'invalid-request'],
    [{ pod, reason, image: 'evil' }, 400, 'invalid-request'],
    [{ pod: { ...pod, pod: '../secrets' }, reason }, 400, 'invalid-request'],
    [{ pod, reason: 'x'.repeat(20_000) }, 413, 'body-too-large'],
  ];
  for (const [body, status, code] of bodies) {
    await expectRefused(
      await ada.post(HEALTHY, '/sessions', body),
      status,
      code,
    );
  }
  expect(await writesSince(position)).toEqual([]);
});

import { expect, test } from '@playwright/test';
import { Api, expectRefused } from '../flows/api';
import { openTab, signIn } from '../flows/portal';
import { HEALTHY } from '../flows/scenarios';

const REASON =
  'You do not have permission to do this for component:default/storefront.';

test('the other team sees the diagnosis, and why it may do no more', async ({
  page,
}) => {
  await signIn(page, 'Ben');
  await openTab(page, HEALTHY);
  for (const name of [/^Logs: /, /^Debug: /]) {
    const button = page.getByRole('button', { name }).first();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(
      `${REASON} The owners of the service can fix this.`,
    );
    await button.click({ force: true });
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the backend refuses the other team, whatever the page shows', async ({
  request,
}) => {
  const ben = await Api.as(request, 'Ben');
  const [pod] = (await ben.health(HEALTHY)).pods;
  const { cluster, namespace, pod: name, uid } = pod.ref;
  await expectRefused(
    await ben.post(HEALTHY, '/sessions', {
      pod: { cluster, namespace, pod: name, uid },
      reason: 'I would like to look around',
    }),
    403,
    'not-allowed',
  );
  await expectRefused(
    await ben.get(HEALTHY, '/logs', {
      cluster,
      podNamespace: namespace,
      pod: name,
      uid,
      container: pod.defaultContainer,
    }),
    403,
    'not-allowed',
  );
});

test('an owner reaches only the pods of the service', async ({ request }) => {
  const ada = await Api.as(request, 'Ada');
  const [foreign] = (await ada.health({ name: 'ledger' })).pods;
  await expectRefused(
    await ada.post(HEALTHY, '/sessions', {
      pod: foreign.ref,
      reason: 'a pod of another team under my own service',
    }),
    404,
    'pod-not-found',
  );
});

test('nobody gets in without signing in', async ({ request }) => {
  const answer = await request.get(
    '/api/pod-health/entities/component/default/storefront/health',
  );
  expect(answer.status()).toBe(401);
  const unknown = await request.get('/api/auth/demo/refresh', {
    headers: { 'x-demo-person': 'user:default/eve' },
  });
  expect(unknown.status()).toBe(403);
});

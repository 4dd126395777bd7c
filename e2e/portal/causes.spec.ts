import { expect, test } from '@playwright/test';
import { expectAccessible } from '../flows/accessibility';
import { expectCause } from '../flows/diagnosis';
import { openTab, signIn, tabTo } from '../flows/portal';
import { expectedCauses, HEALTHY } from '../flows/scenarios';

const sick = Object.entries(expectedCauses).filter(([, cause]) => cause);

/** The log before the crash is read, too, and says more than what the cluster alone knows. */
const BY_LOG: Readonly<Record<string, string>> = {
  ledger: 'dependency-refuses-connection',
};

/** On a real cluster nobody is blamed for a load balancer before two minutes are over. */
const PATIENCE_MS: Readonly<Record<string, number>> = { webhooks: 150_000 };

test('thirteen services are to be explained', () => {
  expect(sick).toHaveLength(13);
});

for (const [name, cause] of sick) {
  test(`${name} shows ${
    BY_LOG[name] ?? cause
  }, with what to do and evidence`, async ({ page }) => {
    const patienceMs = PATIENCE_MS[name] ?? 60_000;
    test.setTimeout(patienceMs + 60_000);
    await signIn(page, 'Pia');
    await openTab(page, { name });
    await expectCause(page, BY_LOG[name] ?? cause!, patienceMs); // `sick` holds no null
  });
}

test('a healthy service is called healthy, without a cause', async ({
  page,
}) => {
  await signIn(page, 'Ben');
  await openTab(page, HEALTHY);
  await expect(
    page.getByRole('heading', { level: 2, name: /healthy$/ }),
  ).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('a service in front of pods that run is named as what is wrong, and its evidence is in reach of the keyboard', async ({
  page,
}) => {
  await signIn(page, 'Pia');
  await openTab(page, { name: 'webhooks' });
  const id = 'load-balancer-not-set-up';
  const card = await expectCause(page, id, PATIENCE_MS.webhooks);
  await expect(
    page.getByRole('heading', { level: 2, name: /^The pods run, but the/ }),
  ).toBeVisible();
  await expect(
    card.getByText('Service webhooks', { exact: true }),
  ).toBeVisible();
  await tabTo(page, card.getByRole('button', { name: 'Show field paths' }));
  await page.keyboard.press('Enter');
  await expect(card.getByText(/^services · \d+\.spec\.type$/)).toBeVisible();
  await expectAccessible(page, 'article');
});

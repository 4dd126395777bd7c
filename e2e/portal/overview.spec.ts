import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../flows/accessibility';
import { open, signIn, tabTo } from '../flows/portal';
import { expectedCauses } from '../flows/scenarios';

const table = (page: Page) =>
  page.getByRole('table', { name: 'Services, the worst first' });
/** Leads to a service's tab. A real cluster's catalog may hold others of the name, in other namespaces. */
const linkTo = (page: Page, name: string) =>
  page.locator(`a[href="/catalog/default/component/${name}/pod-health"]`);
const rowOf = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: linkTo(page, name) });
const settled = (page: Page) => page.getByText('Asking…');

async function openOverview(page: Page, query = '') {
  await open(page, `/pod-health${query}`, table(page));
  await expect(settled(page)).toHaveCount(0);
}

test('all services with their worst state, the sick first, each leads to its tab', async ({
  page,
}) => {
  await signIn(page, 'Ben');
  await page.getByRole('link', { name: 'Pod Health' }).click();
  await expect(table(page)).toBeVisible();
  await expect(settled(page)).toHaveCount(0);
  for (const name of Object.keys(expectedCauses)) {
    await expect(rowOf(page, name), name).toHaveCount(1);
  }
  await expect(rowOf(page, 'storefront')).toContainText('Healthy');
  await expect(rowOf(page, 'search')).toContainText('Failing');
  await expect(rowOf(page, 'webhooks')).toContainText('load balancer');
  const states = await table(page).getByRole('row').allTextContents();
  const firstHealthy = states.findIndex(text => text.startsWith('Healthy'));
  const lastFailing = states.findLastIndex(text => text.startsWith('Failing'));
  expect(lastFailing).toBeLessThan(firstHealthy);
  await expectAccessible(page, '[role=table], table');
  await linkTo(page, 'search').click();
  await expect(page).toHaveURL(/\/component\/search\/pod-health$/);
  await expect(page.getByRole('table', { name: 'Pods' })).toBeVisible();
});

test('the address holds the filters: a link shows the same, and back goes back', async ({
  page,
}) => {
  await signIn(page, 'Ada');
  await openOverview(page);
  await page.getByRole('button', { name: /^Healthy: / }).click();
  await expect(page).toHaveURL(/[?&]state=healthy/);
  await expect(rowOf(page, 'storefront')).toBeVisible();
  await expect(rowOf(page, 'search')).toHaveCount(0);
  await page.goBack();
  await expect(page).not.toHaveURL(/state=/);
  await expect(rowOf(page, 'search')).toBeVisible();

  await openOverview(page, '?owner=me&q=sea&state=failing');
  await expect(page.getByRole('searchbox')).toHaveValue('sea');
  await expect(rowOf(page, 'search')).toBeVisible();
  await expect(rowOf(page, 'storefront')).toHaveCount(0);
  await expect(rowOf(page, 'ledger')).toHaveCount(0);
});

test('“me” shows what my groups own, and nothing of the others', async ({
  page,
}) => {
  await signIn(page, 'Ada');
  await openOverview(page, '?owner=me');
  await expect(rowOf(page, 'storefront')).toBeVisible();
  await expect(rowOf(page, 'ledger')).toHaveCount(0);
});

test('the keyboard reaches filters and services', async ({ page }) => {
  await signIn(page, 'Ada');
  await openOverview(page);
  await tabTo(page, page.getByRole('button', { name: /^Failing: / }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/state=failing/);
  await tabTo(page, linkTo(page, 'search'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/component\/search\/pod-health$/);
});

test('the card on a service’s overview tells its health and leads to the tab', async ({
  page,
}) => {
  await signIn(page, 'Ada');
  const link = page.getByRole('link', { name: 'Open Pod Health' });
  await open(page, '/catalog/default/component/search', link);
  await expect(page.getByText('0 of 1 pods are well')).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(/\/component\/search\/pod-health$/);
});

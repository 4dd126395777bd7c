import { expect, test } from '@playwright/test';
import { expectFollows, openLogs, shownLines } from '../flows/logs';
import { openTab, signIn } from '../flows/portal';
import { HEALTHY } from '../flows/scenarios';

test('a log follows while its container writes', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  const panel = await openLogs(page);
  await expect(panel.getByText('Live')).toBeVisible();
  await expectFollows(panel);
});

test('a search finds lines and says how many', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  const panel = await openLogs(page);
  await expect.poll(() => shownLines(panel)).not.toEqual([]);
  const search = panel.getByRole('searchbox', { name: 'Search' });
  await search.fill('products');
  await expect(panel.getByText(/^1 of \d+$/)).toBeVisible();
  await search.fill('no such words');
  await expect(panel.getByText('No match')).toBeVisible();
});

test('the log before the crash tells why', async ({ page }) => {
  await signIn(page, 'Pia');
  await openTab(page, { name: 'ledger' });
  await page
    .getByRole('article')
    .first()
    .getByRole('button', { name: /^Previous logs: / })
    .first()
    .click();
  const panel = page.getByRole('dialog', { name: /^Logs of / });
  await expect.poll(() => shownLines(panel)).not.toEqual([]);
  await expect(panel.getByLabel('Before the last restart')).toBeChecked();
});

import { expect, test } from '@playwright/test';
import { shownLines } from '../flows/logs';
import { open, openTab, tabTo } from '../flows/portal';
import { HEALTHY } from '../flows/scenarios';

test('from sign-in to a log and back, without a mouse', async ({ page }) => {
  const enter = page.getByRole('button', { name: 'Enter as Ada' });
  await open(page, '/', enter);
  await tabTo(page, enter);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();

  await openTab(page, HEALTHY);
  const logs = page.getByRole('button', { name: /^Logs: / }).first();
  await tabTo(page, logs);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: /^Logs of / });
  await expect.poll(() => shownLines(panel)).not.toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(logs).toBeFocused();
});

test('a refused button is reached too, and says why', async ({ page }) => {
  const enter = page.getByRole('button', { name: 'Enter as Ben' });
  await open(page, '/', enter);
  await enter.press('Enter');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await openTab(page, HEALTHY);
  const debug = page.getByRole('button', { name: /^Debug: / }).first();
  await tabTo(page, debug);
  await expect(page.getByRole('tooltip')).toContainText(
    'You do not have permission',
  );
});

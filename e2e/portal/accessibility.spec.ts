import { expect, test } from '@playwright/test';
import { expectAccessible } from '../flows/accessibility';
import { expectCause } from '../flows/diagnosis';
import { openLogs } from '../flows/logs';
import { open, openTab, signIn } from '../flows/portal';
import { HEALTHY } from '../flows/scenarios';
import { openChecklist } from '../flows/terminal';

test('the sign-in page', async ({ page }) => {
  await open(page, '/', page.getByRole('button', { name: 'Enter as Ada' }));
  await expectAccessible(page, 'body');
});

test('the tab of a sick service', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, { name: 'search' });
  await expectCause(page, 'image-not-found');
  await expectAccessible(page, 'article');
  await expectAccessible(page, '[role=table]');
});

test('the log panel', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  const panel = await openLogs(page);
  await expect(panel.getByText('Live')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
});

test('the debug dialog', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  await openChecklist(
    page,
    page.getByRole('button', { name: /^Debug: / }).first(),
  );
  await expectAccessible(page, '[role=dialog]');
});

import { expect, test } from '@playwright/test';
import { causeCard } from '../flows/diagnosis';
import { open, openTab, signIn } from '../flows/portal';

test('the settings turn the tab to Chinese, the diagnosis included', async ({
  page,
}) => {
  await signIn(page, 'Pia');
  await openTab(page, { name: 'search' });
  await expect(causeCard(page, 'image-not-found')).toBeVisible();

  await open(page, '/settings', page.getByText('Change the language'));
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('option', { name: '中文' }).click();

  const card = causeCard(page, 'image-not-found', 'zh');
  await open(page, '/catalog/default/component/search/pod-health', card);
  await expect(card.getByText('证据')).toBeVisible();
});

test('the sign-in page speaks Chinese too', async ({ page }) => {
  const chinese = page.getByRole('button', { name: '中文' });
  await open(page, '/', chinese);
  await chinese.click();
  await expect(
    page.getByRole('button', { name: '以 Ada 的身份进入' }),
  ).toBeVisible();
});

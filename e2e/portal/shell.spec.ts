import { expect, test, type Page } from '@playwright/test';
import { openTab, signIn } from '../flows/portal';
import { HEALTHY, RUNNING_BUT_WRONG } from '../flows/scenarios';
import {
  endShell,
  expectSizeFollows,
  openChecklist,
  rowsOf,
  runInShell,
  startShell,
} from '../flows/terminal';

const debugButton = (page: Page) =>
  page.getByRole('button', { name: /^Debug: / }).first();

test('a shell opens, its size follows the page, and the end button ends it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'Ada');
  await openTab(page, RUNNING_BUT_WRONG);
  const dialog = await openChecklist(page, debugButton(page));
  await startShell(dialog, { reason: 'end-to-end test of the debug shell' });
  await runInShell(
    dialog,
    'echo $((40 + 2)) is the answer',
    /^42 is the answer$/m,
  );
  await expectSizeFollows(dialog);
  const before = await rowsOf(dialog);
  await page.setViewportSize({ width: 1000, height: 600 });
  await expect.poll(() => rowsOf(dialog)).toBeLessThan(before);
  await expectSizeFollows(dialog);
  await expect(dialog.getByRole('timer')).toContainText('left');
  await endShell(dialog);
});

test('a shell that sees a container’s processes says so first', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  const dialog = await openChecklist(page, debugButton(page));
  await startShell(dialog, {
    reason: 'end-to-end test of the process view',
    target: 'app',
  });
  await runInShell(dialog, 'ps', /sleep 1|storefront|sh -c/);
  await endShell(dialog);
});

test('no shell without a reason', async ({ page }) => {
  await signIn(page, 'Ada');
  await openTab(page, HEALTHY);
  const dialog = await openChecklist(page, debugButton(page));
  const start = dialog.getByRole('button', { name: 'Start the shell' });
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  await expect(start).toHaveAccessibleDescription('Give a reason first.');
  await dialog.getByLabel('Why do you need it?').fill('a good reason');
  await expect(start).not.toHaveAttribute('aria-disabled');
});

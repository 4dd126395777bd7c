import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the log of the first pod of the table. Returns the panel. */
export async function openLogs(page: Page): Promise<Locator> {
  await page
    .getByRole('button', { name: /^Logs: / })
    .first()
    .click();
  const panel = page.getByRole('dialog', { name: /^Logs of / });
  await expect(panel).toBeVisible();
  return panel;
}

/** The text of the lines that are on the screen. */
export async function shownLines(panel: Locator): Promise<string[]> {
  return panel
    .getByRole('region', { name: 'Log lines' })
    .locator('[data-index]')
    .allInnerTexts();
}

/** Waits until lines arrive that were not there before: the log follows. */
export async function expectFollows(panel: Locator) {
  await expect.poll(() => shownLines(panel)).not.toEqual([]);
  const before = (await shownLines(panel)).at(-1);
  await expect
    .poll(async () => (await shownLines(panel)).at(-1), { timeout: 30_000 })
    .not.toBe(before);
}

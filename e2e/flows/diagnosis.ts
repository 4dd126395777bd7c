import { expect, type Locator, type Page } from '@playwright/test';
import { causeCatalogue } from 'pod-diagnosis';

/** How long a cause may take to show: a crash loop needs a round, a real registry its time-out. */
const PATIENCE_MS = 60_000;

/** The title of a cause, in a language. Throws for an id nobody knows. */
export function titleOf(id: string, lang: 'en' | 'zh' = 'en'): string {
  const entry = causeCatalogue.find(each => each.id === id);
  if (!entry) {
    throw new Error(`no cause is called ${id}`);
  }
  return entry.title[lang];
}

/** The card of a cause. */
export function causeCard(page: Page, id: string, lang: 'en' | 'zh' = 'en') {
  return page.getByRole('article', { name: titleOf(id, lang) });
}

/**
 * Waits until the cause is the first card on the tab, and checks that it says why, what to do, and on what evidence. Returns the card.
 */
export async function expectCause(
  page: Page,
  id: string,
  patienceMs = PATIENCE_MS,
): Promise<Locator> {
  const first = page.getByRole('article').first();
  await expect(first.getByRole('heading').first()).toContainText(titleOf(id), {
    timeout: patienceMs,
  });
  await expect(first.getByRole('listitem').first()).toBeVisible();
  const evidence = first.getByRole('definition');
  await expect(evidence.first()).toBeVisible();
  for (const quote of await evidence.all()) {
    await expect(quote).not.toBeEmpty();
  }
  return first;
}

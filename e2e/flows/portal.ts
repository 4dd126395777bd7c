import { expect, type Locator, type Page } from '@playwright/test';

/** The people of the demo portal: an owner, another team's developer, the platform engineer. */
export type Person = 'Ada' | 'Ben' | 'Pia';

/** Names a service's catalog entity; the catalog's namespace is `default` unless said. */
export interface Service {
  readonly name: string;
  readonly namespace?: string;
}

/**
 * Goes to a path and waits for something on it. Tries again when the browser lost a request: Chromium drops all of them whenever a network
 * interface of the machine changes, and a cluster on the same machine changes them with each pod.
 */
export async function open(page: Page, path: string, awaited: Locator) {
  await expect(async () => {
    await page.goto(path);
    await expect(awaited).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 50_000 });
}

/** Enters the portal as one of the demo people, from the sign-in page. Tries again as {@link open} does, since a lost request ends here, too. */
export async function signIn(page: Page, person: Person) {
  const button = page.getByRole('button', { name: `Enter as ${person}` });
  const inside = page.getByRole('link', { name: 'Settings' });
  await expect(async () => {
    await open(page, '/', button.or(inside));
    if (await button.isVisible()) await button.click();
    await expect(inside).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 60_000 });
}

/** Opens a service's Pod Health tab and waits for the first report. */
export async function openTab(page: Page, service: Service) {
  const { name, namespace = 'default' } = service;
  await open(
    page,
    `/catalog/${namespace}/component/${name}/pod-health`,
    page.getByRole('table', { name: 'Pods' }),
  );
}

/** Presses Tab until the element has the focus: proof that the keyboard reaches it. */
export async function tabTo(page: Page, target: Locator) {
  const has = () => target.evaluate(node => node === document.activeElement);
  for (let presses = 0; presses < 150; presses += 1) {
    if (await has()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`150 times Tab did not reach ${target}`);
}

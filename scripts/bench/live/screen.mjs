// From a failure in the cluster to the moment when the page says so.
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { findChromium } from '../../test/chromium.mjs';
import { CANARY, crashedStatus } from './pods.mjs';

/** A failure that does not show within this counts as lost. */
const LOST_MS = 15_000;

/** Opens the tab of an entity in a browser, signed in. */
export async function openPage(url, entity) {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
  });
  const leaks = countLeaks(page);
  await page.goto(url);
  await page.getByRole('button', { name: 'Enter as Ada' }).click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  await page.goto(`${url}/catalog/default/component/${entity}/pod-health`);
  await page.getByRole('table', { name: 'Pods' }).waitFor();
  return { page, leaks, close: () => browser.close() };
}

/** How often the canary was in what the page was answered. */
function countLeaks(page) {
  let count = 0;
  page.on('response', async response => {
    // A stream that is still open has no text yet; those are read by the viewers. An answer that was aborted has none.
    if (!/\/api\/(pod-health|catalog)\//.test(response.url())) return;
    if (response.url().includes('/stream')) return;
    const text = await response.text().catch(() => '');
    count += text.split(CANARY).length - 1;
  });
  return () => count;
}

/* global document, MutationObserver -- watchHeadline runs in the page */

/** Notes in the page when its headline comes to speak of one more sick pod ("7 of 200 pods …"). */
function watchHeadline() {
  const seen = [];
  globalThis.sickSeen = seen;
  const look = () => {
    for (const { textContent } of document.querySelectorAll('h2')) {
      const sick = Number(/^(\d+) of \d+ pods/.exec(textContent)?.[1] ?? 0);
      while (seen.length < sick) seen.push(Date.now());
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** Lets pods fail one after the other; answers the milliseconds each took to be on the screen. */
export async function failuresToScreen(page, names, fail) {
  await page.evaluate(watchHeadline);
  const begun = [];
  for (const [index, name] of names.entries()) {
    // Not in step with anything of ours.
    await wait(50 + ((index * 37) % 100));
    begun.push(Date.now());
    await fail(name, crashedStatus(Date.now()));
    await page.waitForFunction(
      count => globalThis.sickSeen.length >= count,
      index + 1,
      { timeout: LOST_MS, polling: 20 },
    );
  }
  const seen = await page.evaluate(() => globalThis.sickSeen);
  return begun.map((at, index) => seen[index] - at);
}

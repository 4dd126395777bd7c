import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.1 A and AA; https://www.deque.com/axe/core-documentation/api-documentation/#axe-core-tags */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Checks a part of the page for faults that keep people out. The frame around it is Backstage's own. */
export async function expectAccessible(page: Page, selector: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(TAGS)
    .include(selector)
    .analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(node => node.target.join(' ')),
  }));
  expect(found).toEqual([]);
}

import { expect, type Locator, type Page } from '@playwright/test';

/** A pod's image may have to be pulled by a real node first. */
const START_MS = 60_000;

/** Opens the debug dialog from a button and waits until the checklist has an answer. */
export async function openChecklist(
  page: Page,
  debug: Locator,
): Promise<Locator> {
  await debug.click();
  const dialog = page.getByRole('dialog', { name: /^Debug shell in / });
  await expect(
    dialog.getByText(/^A debug session can(not)? be started/),
  ).toBeVisible();
  return dialog;
}

/** From the checklist to the prompt. */
export async function startShell(
  dialog: Locator,
  options: { readonly reason: string; readonly target?: string },
) {
  await expect(
    dialog.getByText('A debug session can be started.'),
  ).toBeVisible();
  if (options.target) {
    await dialog.getByLabel('See the processes of').click();
    await dialog.page().getByRole('option', { name: options.target }).click();
    await expect(
      dialog.getByText('A debug session can be started.'),
    ).toBeVisible();
  }
  await dialog.getByLabel('Why do you need it?').fill(options.reason);
  await dialog.getByRole('button', { name: 'Start the shell' }).click();
  await expect(dialog.locator('.xterm-rows')).toBeVisible({
    timeout: START_MS,
  });
  await expect
    .poll(() => screenOf(dialog), { timeout: START_MS })
    .toMatch(/[$#] *$/);
}

/** What is on the terminal's screen, without the empty rest. */
export async function screenOf(dialog: Locator): Promise<string> {
  const rows = await dialog.locator('.xterm-rows > div').allInnerTexts();
  return rows
    .map(row => row.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
    .trimEnd();
}

/** Rows of the terminal as the page draws it. */
export async function rowsOf(dialog: Locator): Promise<number> {
  return dialog.locator('.xterm-rows > div').count();
}

/** Types a line into the shell and waits for an answer that matches. */
export async function runInShell(
  dialog: Locator,
  line: string,
  answer: RegExp,
): Promise<string> {
  await dialog.locator('.xterm-helper-textarea').focus();
  await dialog.page().keyboard.type(`${line}\n`);
  await expect.poll(() => screenOf(dialog), { message: line }).toMatch(answer);
  return screenOf(dialog);
}

/** Asks `stty size` until it says what the page draws; the shell's size follows the page's with a moment's delay. */
export async function expectSizeFollows(dialog: Locator) {
  await expect(async () => {
    await runInShell(dialog, 'clear; stty size', /^\d+ \d+$/m);
    const [, rows] = /^(\d+) \d+$/m.exec(await screenOf(dialog)) ?? [];
    expect(Number(rows)).toBe(await rowsOf(dialog));
  }).toPass();
}

/** Ends the shell with its button and waits for the word that it has. */
export async function endShell(dialog: Locator) {
  await dialog.getByRole('button', { name: 'End the shell' }).click();
  await expect(dialog.getByText('The shell has ended')).toBeVisible();
  await expect(
    dialog.getByText('You ended it, or closed its page.'),
  ).toBeVisible();
}

// The browser of the suites: one that is installed. Playwright's own is taken too when somebody has fetched it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../toolchain.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** How to get one, said when there is none. */
export const howToGetChromium =
  'no Chromium found: `apt-get install chromium`, or `npx playwright install chromium`, or set POD_HEALTH_CHROMIUM to its program';

/** Path of a Chromium; undefined when there is none. POD_HEALTH_CHROMIUM wins. */
export function findChromium() {
  const { POD_HEALTH_CHROMIUM, PATH = '' } = process.env;
  const onPath = PATH.split(path.delimiter).flatMap(folder =>
    NAMES.map(name => path.join(folder, name)),
  );
  return [POD_HEALTH_CHROMIUM, ...onPath, playwrightsOwn()].find(
    file => file && existsSync(file),
  );
}

function playwrightsOwn() {
  const require = createRequire(path.join(root, 'e2e', 'package.json'));
  return require('@playwright/test').chromium.executablePath();
}

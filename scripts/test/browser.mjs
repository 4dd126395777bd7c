// The browser suite against a portal with the embedded cluster.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startPortal } from '../startPortal.mjs';
import { root } from '../toolchain.mjs';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { playwrightCounts, program, run } from './run.mjs';
import { stopping } from './stopping.mjs';

/**
 * Runs a Playwright project. `env` says where the portal is.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped?: number }>}
 */
export async function playwright(project, env, args = []) {
  const results = path.join(root, '.portal', 'results');
  const report = path.join(results, `playwright-${project}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(report, { force: true });
  const config = path.join(root, 'e2e', 'playwright.config.ts');
  const code = await run(
    [
      program('@playwright/test', 'cli.js'),
      'test',
      '--config',
      config,
      '--project',
      project,
      ...args,
    ],
    {
      env: {
        ...env,
        POD_HEALTH_CHROMIUM: findChromium() ?? '',
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    },
  );
  return playwrightCounts(report, code);
}

/** Starts the portal on a free port, runs e2e/portal, ends the portal. Without a browser: nothing run, and how to get one. */
export async function browserSuite(say) {
  if (!findChromium()) {
    say(howToGetChromium);
    return { passed: 0, failed: 0, notRun: howToGetChromium };
  }
  const logFile = path.join(root, '.portal', 'e2e-backend.log');
  mkdirSync(path.dirname(logFile), { recursive: true });
  rmSync(logFile, { force: true });
  const portal = await startPortal({ port: 0, logFile, say, signal: stopping });
  try {
    return await playwright('portal', {
      POD_HEALTH_URL: portal.url,
      POD_HEALTH_BACKEND_LOG: logFile,
    });
  } finally {
    await portal.stop();
  }
}

import { defineConfig } from '@playwright/test';

/** Set by scripts/test/chromium.mjs; a browser of Playwright's own otherwise. */
const executablePath = process.env.POD_HEALTH_CHROMIUM || undefined;

/**
 * Two suites against a running portal, whose address is in POD_HEALTH_URL: `portal` on the embedded cluster (npm test);
 * `cluster` on a real one that runs the same services, and what only a real one can show (npm run e2e:cluster). One worker: the tests share the portal, its people and their limits.
 */
export default defineConfig({
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  outputDir: '../test-results',
  use: {
    baseURL: process.env.POD_HEALTH_URL ?? 'http://localhost:3000',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'portal', testMatch: 'portal/**/*.spec.ts' },
    {
      name: 'cluster',
      testMatch: '{portal,cluster}/**/*.spec.ts',
      testIgnore: '**/afterwards/**',
      teardown: 'afterwards',
    },
    { name: 'afterwards', testMatch: 'cluster/afterwards/*.spec.ts' },
  ],
});

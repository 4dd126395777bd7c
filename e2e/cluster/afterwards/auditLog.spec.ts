import { expect, test } from '@playwright/test';
import { entriesSince, isCovered, nameOf, shippedRules } from '../auditLog';

// Runs after all other tests (playwright.config.ts, teardown), failed or not: it judges what they made the product ask.
test('the cluster was asked for nothing but what rbac/*.yaml grants', async () => {
  const entries = await entriesSince(Number(process.env.POD_HEALTH_AUDIT_FROM));
  expect(entries.length).toBeGreaterThan(0);
  const rules = await shippedRules();
  const outside = entries.filter(entry => !isCovered(entry, rules));
  expect([...new Set(outside.map(nameOf))]).toEqual([]);
});

test('the run did open shells, each under its own name in the audit log', async () => {
  const entries = await entriesSince(Number(process.env.POD_HEALTH_AUDIT_FROM));
  const patches = entries.filter(
    ({ verb, requestURI, responseStatus }) =>
      verb === 'patch' &&
      !requestURI.includes('dryRun') &&
      responseStatus?.code === 200,
  );
  expect(patches.length).toBeGreaterThan(0);
  for (const { userAgent, objectRef } of patches) {
    expect(objectRef?.subresource).toBe('ephemeralcontainers');
    expect(userAgent).toMatch(/^pod-health\/\S+ session\/[0-9a-f]{32}$/);
  }
});

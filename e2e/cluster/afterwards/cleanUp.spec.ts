import { expect, test } from '@playwright/test';
import { causeScenarios, removeScenario } from '../causeScenarios';
import { kubectl } from '../kubectl';

const PATIENCE_MS = 180_000;

test("nothing of the causes' scenarios is left in the cluster", async () => {
  test.setTimeout(PATIENCE_MS + 60_000);
  for (const scenario of causeScenarios()) await removeScenario(scenario);
  const left = () =>
    kubectl(['get', 'namespaces', '-l', 'pod-health.io/e2e', '-o', 'name']);
  await expect.poll(left, { timeout: PATIENCE_MS }).toBe('');
});

import { expect, test, type Page } from '@playwright/test';
import {
  applyScenario,
  carryOn,
  causeScenarios,
  endSilence,
  isPlaced,
  type CauseScenario,
} from './causeScenarios';
import { diagnoseByCli, firstCauses, type CliDiagnosis } from './cliDiagnosis';
import { expectCause } from '../flows/diagnosis';
import { openTab, signIn } from '../flows/portal';

/** A crash loop needs some rounds, an unreachable registry half a minute. */
const PATIENCE_MS = 180_000;

const scenarios = causeScenarios();
const lost = scenarios.filter(({ then }) => then === 'silence-node');
const others = scenarios.filter(({ then }) => then !== 'silence-node');

let newest: Promise<readonly CliDiagnosis[]> | undefined;

/** The command line's answer; one run serves all tests that wait at the same time. */
async function diagnoses(): Promise<readonly CliDiagnosis[]> {
  newest ??= diagnoseByCli().finally(() => {
    newest = undefined;
  });
  return newest;
}

async function expectNamedFirst(id: string, namespace: string) {
  await expect
    .poll(async () => firstCauses(await diagnoses(), namespace), {
      message: `kubectl get pods,events,nodes -A -o json | npx pod-health diagnose: ${namespace}`,
      timeout: PATIENCE_MS,
    })
    .toContain(id);
}

async function expectOnPage(page: Page, scenario: CauseScenario) {
  const { id, namespace, workload } = scenario;
  await signIn(page, 'Ada');
  await openTab(page, { name: workload.name, namespace });
  await expectCause(page, id, PATIENCE_MS);
}

test.describe("each cause's own scenario, on the command line and on the page", () => {
  test.setTimeout(2 * PATIENCE_MS);

  test.beforeAll(async () => {
    endSilence();
    for (const scenario of scenarios) await applyScenario(scenario);
    for (const scenario of others.filter(({ then }) => then)) {
      await expect
        .poll(() => isPlaced(scenario), { timeout: PATIENCE_MS })
        .toBe(true);
      await carryOn(scenario);
    }
  });

  test.afterAll(endSilence);

  test('there are scenarios to try', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(15);
  });

  for (const scenario of others) {
    const { id, namespace } = scenario;
    test(`${id} is named first`, async ({ page }) => {
      await expectNamedFirst(id, namespace);
      await expectOnPage(page, scenario);
    });
  }

  // Last: a lost node changes what the scheduler says of the others.
  for (const scenario of lost) {
    test(`${scenario.id} is named first`, async ({ page }) => {
      await expect
        .poll(() => isPlaced(scenario), { timeout: PATIENCE_MS })
        .toBe(true);
      await carryOn(scenario);
      await expectNamedFirst(scenario.id, scenario.namespace);
      await expectOnPage(page, scenario);
    });
  }
});

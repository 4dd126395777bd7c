import { expect, test } from '@playwright/test';
import {
  applyScenario,
  carryOn,
  causeScenarios,
  endSilence,
  isPlaced,
} from './causeScenarios';
import { diagnoseByCli, firstCauses, type CliDiagnosis } from './cliDiagnosis';

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

test.describe.serial("each cause's own scenario, by the command line", () => {
  test.setTimeout(PATIENCE_MS + 60_000);

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

  for (const { id, namespace } of others) {
    test(`${id} is named first`, () => expectNamedFirst(id, namespace));
  }

  // Last: a lost node changes what the scheduler says of the others.
  for (const scenario of lost) {
    test(`${scenario.id} is named first`, async () => {
      await expect
        .poll(() => isPlaced(scenario), { timeout: PATIENCE_MS })
        .toBe(true);
      await carryOn(scenario);
      await expectNamedFirst(scenario.id, scenario.namespace);
    });
  }
});

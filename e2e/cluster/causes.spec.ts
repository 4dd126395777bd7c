import { expect, test, type Page } from '@playwright/test';
import {
  applyScenario,
  carryOn,
  causeScenarios,
  isPlaced,
  type CauseScenario,
} from './causeScenarios';
import { diagnoseByCli, firstCauses, type CliDiagnosis } from './cliDiagnosis';
import { expectCause } from '../flows/diagnosis';
import { openTab, signIn } from '../flows/portal';

/** A crash loop needs some rounds, an unreachable registry half a minute. */
const PATIENCE_MS = 180_000;

/**
 * One cause of each kind of thing that goes wrong; all of them are named first by the engine in `npm run e2e:cluster -- --only causes`. Here they
 * go all the way, to the command line and the page.
 */
const TRIED = [
  'config-map-missing',
  'finalizer-blocks-deletion',
  'host-path-wrong',
  'image-not-found',
  'liveness-probe-kills',
  'misspelt-field',
  'out-of-memory',
  'readiness-port-closed',
  'unschedulable-taint',
];
/** Told by a workload that lacks pods, which the README's command line does not read. */
const PAGE_ONLY = ['quota-exceeded'];

const all = causeScenarios();
const chosen = (ids: readonly string[]) =>
  all.filter(({ id }) => ids.includes(id));
const pods = chosen(TRIED);
const onPage = chosen(PAGE_ONLY);

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

test.describe("a cause's own scenario, on the command line and on the page", () => {
  test.setTimeout(2 * PATIENCE_MS);

  test.beforeAll(async () => {
    for (const scenario of [...pods, ...onPage]) {
      await applyScenario(scenario);
    }
    for (const scenario of pods.filter(({ then }) => then)) {
      await expect
        .poll(() => isPlaced(scenario), { timeout: PATIENCE_MS })
        .toBe(true);
      await carryOn(scenario);
    }
  });

  test('all that are to be tried have a scenario', () => {
    expect(pods.map(({ id }) => id)).toEqual(TRIED);
    expect(onPage.map(({ id }) => id)).toEqual(PAGE_ONLY);
  });

  for (const scenario of pods) {
    const { id, namespace } = scenario;
    test(`${id} is named first`, async ({ page }) => {
      await expectNamedFirst(id, namespace);
      await expectOnPage(page, scenario);
    });
  }

  for (const scenario of onPage) {
    test(`${scenario.id} is named first`, async ({ page }) => {
      await expectOnPage(page, scenario);
    });
  }
});

import { expect, test } from '@playwright/test';
import { expectCause } from '../flows/diagnosis';
import { openTab, signIn } from '../flows/portal';
import { expectedCauses, HEALTHY } from '../flows/scenarios';

const sick = Object.entries(expectedCauses).filter(([, cause]) => cause);

/** On a real cluster the log before the crash is read, too, and says more. */
const BY_LOG: Readonly<Record<string, string>> = {
  ledger: 'dependency-refuses-connection',
};

test('thirteen services are to be explained', () => {
  expect(sick).toHaveLength(13);
});

for (const [name, cause] of sick) {
  test(`${name} shows ${cause}, with what to do and evidence`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'Pia');
    await openTab(page, { name });
    const { name: project } = test.info().project;
    const told = project === 'cluster' ? BY_LOG[name] : undefined;
    await expectCause(page, told ?? cause!); // `sick` holds no null
  });
}

test('a healthy service is called healthy, without a cause', async ({
  page,
}) => {
  await signIn(page, 'Ben');
  await openTab(page, HEALTHY);
  await expect(
    page.getByRole('heading', { level: 2, name: /healthy$/ }),
  ).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
});

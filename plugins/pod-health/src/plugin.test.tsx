import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { podHealthApiRef } from './api/PodHealthApi';
import {
  EntityPodHealthCard,
  EntityPodHealthContent,
  PodHealthPage,
} from './plugin';
import { FakePodHealthApi } from './testing/FakePodHealthApi';
import { failing, overview, row, whole } from './testing/overviews';
import { crashReport } from './testing/reports';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'ledger' },
};

it('shows the tab, its words and its dialogs in an app of the old frontend system', async () => {
  const user = userEvent.setup();
  const api = new FakePodHealthApi({ report: crashReport() });
  await renderInTestApp(
    <TestApiProvider apis={[[podHealthApiRef, api]]}>
      <EntityProvider entity={ENTITY}>
        <Routes>
          <Route path="/" element={<EntityPodHealthContent />} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
  );
  expect(
    await screen.findByRole('heading', { name: /The only pod keeps crashing/ }),
  ).toBeVisible();
  const table = within(screen.getByRole('table', { name: 'Pods' }));
  const debug = table.getByRole('button', { name: /^Debug: / });
  await waitFor(() => expect(debug).not.toHaveAttribute('aria-disabled'));
  await user.click(debug);
  const dialog = within(
    await screen.findByRole('dialog', { name: /^Debug shell in / }),
  );
  expect(
    await dialog.findByText('A debug session can be started.'),
  ).toBeVisible();
});

it('shows the card and the page in an app of the old frontend system', async () => {
  const api = new FakePodHealthApi({
    report: crashReport(),
    overview: [whole(overview([row('cart'), failing('web')]))],
  });
  await renderInTestApp(
    <TestApiProvider apis={[[podHealthApiRef, api]]}>
      <EntityProvider entity={ENTITY}>
        <EntityPodHealthCard />
      </EntityProvider>
      <Routes>
        <Route path="/" element={<PodHealthPage />} />
      </Routes>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  expect(
    await screen.findByRole('link', { name: /Open Pod Health/ }),
  ).toHaveAttribute('href', '/catalog/default/component/ledger/pod-health');
  expect(
    await screen.findByRole('heading', { name: '1 of 2 needs attention' }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'web' })).toHaveAttribute(
    'href',
    '/catalog/default/component/web/pod-health',
  );
});

import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { screen } from '@testing-library/react';
import { podHealthApiRef } from '../api/PodHealthApi';
import { FakePodHealthApi, type Answers } from '../testing/FakePodHealthApi';
import { accessibilityFaults } from '../testing/__testUtils__/renderPage';
import {
  card,
  imageReport,
  pod,
  report,
  unknownReport,
} from '../testing/reports';
import { cardOf } from './cardOf';
import { EntityHealthCard } from './EntityHealthCard';

function render(answers: Partial<Answers>) {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'ledger' },
      }}
    >
      <EntityHealthCard />
    </EntityProvider>,
    {
      apis: [[podHealthApiRef, new FakePodHealthApi(answers)]],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
    },
  );
}

it('tells the verdict, how many pods are well, the first cause, and the way to the tab', async () => {
  render({ report: imageReport() });
  expect(await screen.findByText('Degraded')).toBeInTheDocument();
  expect(screen.getByText('1 of 3 pods are well')).toBeInTheDocument();
  expect(screen.getByText('The image tag does not exist')).toBeInTheDocument();
  expect(
    screen.getByText(/was told that there is no such tag/),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Open Pod Health/ })).toHaveAttribute(
    'href',
    '/catalog/default/component/ledger/pod-health',
  );
  expect(await accessibilityFaults()).toEqual([]);
});

it('has a frame while nothing is known', async () => {
  render({});
  expect(await screen.findByRole('status')).toBeInTheDocument();
  expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
});

it('says why nothing can be told', async () => {
  render({ streamProblem: { code: 'entity-has-no-selector', details: {} } });
  expect(await screen.findByText('Cannot be told')).toBeInTheDocument();
  expect(
    screen.getByText(/does not say which pods belong/),
  ).toBeInTheDocument();
  expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
});

it('says how old it is while the connection is away', async () => {
  render({
    report: report(),
    streamProblem: { code: 'portal-unreachable', details: {} },
  });
  expect(await screen.findByText(/What you see is as of/)).toBeInTheDocument();
});

describe('cardOf', () => {
  it.each<[string, HealthReport, string, string]>([
    ['all well', report(), 'good', 'overview.state.healthy'],
    ['not sure', unknownReport(), 'unknown', 'overview.state.unknown'],
    [
      'none there',
      report({ verdict: 'no-pods', pods: [], podCount: 0 }),
      'unknown',
      'overview.state.no-pods',
    ],
    [
      'none can be created',
      report({ verdict: 'no-pods', pods: [], podCount: 0, causes: [card()] }),
      'bad',
      'overview.state.failing',
    ],
  ])('%s', (_what, of, tone, verdict) => {
    expect(cardOf(of, 'live')).toMatchObject({ tone, verdict });
  });

  it('does not look healthy when it is no longer updated', () => {
    expect(cardOf(report(), 'stopped')).toMatchObject({
      tone: 'unknown',
      verdict: 'overview.state.unknown',
    });
  });

  it('does not know how many are well when it sees only sick ones', () => {
    const sick = pod('a', { state: 'crashing', causes: ['x'] });
    const { lines } = cardOf(report({ pods: [sick], podCount: 9 }), 'live');
    expect(lines[0]).toEqual({
      key: 'card.atLeastSick',
      values: { sick: 1, total: 9 },
    });
  });

  it('counts the further causes', () => {
    const causes = [card(), card({ cause: 'b' }), card({ cause: 'c' })];
    const { more } = cardOf(report({ causes }), 'live');
    expect(more).toEqual({ key: 'card.moreCauses', values: { count: 2 } });
  });
});

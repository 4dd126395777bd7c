import type { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { podHealthApiRef } from '../api/PodHealthApi';
import { HealthTab } from '../diagnosis/HealthTab';
import { isPodHealthAvailable } from '../isPodHealthAvailable';
import {
  EntityPodHealthCard,
  EntityPodHealthContent,
  PodHealthPage,
  podHealthPlugin,
} from '../plugin';
import { FakePodHealthApi } from '../testing/FakePodHealthApi';
import { imageReport } from '../testing/reports';
import plugin from './plugin';

function entity(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'ledger', annotations },
  };
}

const ENTITIES: readonly (readonly [string, Entity, boolean])[] = [
  [
    'the id annotation',
    entity({ 'backstage.io/kubernetes-id': 'ledger' }),
    true,
  ],
  [
    'a selector',
    entity({ 'backstage.io/kubernetes-label-selector': 'app=x' }),
    true,
  ],
  [
    'only a namespace',
    entity({ 'backstage.io/kubernetes-namespace': 'a' }),
    false,
  ],
  ['no annotations', entity(), false],
];

describe('the tab in the new frontend system', () => {
  const tab = createExtensionTester(
    plugin.getExtension('entity-content:pod-health'),
  );

  it('has its place and its name', () => {
    const { title, group } = EntityContentBlueprint.dataRefs;
    expect(tab.get(title)).toBe('Pod Health');
    expect(tab.get(group)).toBe('operation');
  });

  it.each(ENTITIES)(
    'knows whether it fits an entity with %s',
    (_, it, fits) => {
      const { filterFunction } = EntityContentBlueprint.dataRefs;
      expect(tab.get(filterFunction)?.(it)).toBe(fits);
    },
  );

  it('brings its own client', () => {
    expect(plugin.getExtension('api:pod-health')).toBeDefined();
  });
});

describe('the tab in the old frontend system', () => {
  it.each(ENTITIES)(
    'knows whether it fits an entity with %s',
    (_, it, fits) => {
      expect(isPodHealthAvailable(it)).toBe(fits);
    },
  );

  it('brings its own client', () => {
    const apis = [...podHealthPlugin.getApis()].map(({ api }) => api.id);
    expect(apis).toEqual([podHealthApiRef.id]);
    expect(EntityPodHealthContent).toBeDefined();
    expect(EntityPodHealthCard).toBeDefined();
    expect(PodHealthPage).toBeDefined();
  });
});

describe('the card and the page in the new frontend system', () => {
  const cardOf = createExtensionTester(
    plugin.getExtension('entity-card:pod-health'),
  );
  const page = createExtensionTester(plugin.getExtension('page:pod-health'));

  it.each(ENTITIES)(
    'the card fits an entity with %s: or not',
    (_, it, fits) => {
      const { filterFunction } = EntityCardBlueprint.dataRefs;
      expect(cardOf.get(filterFunction)?.(it)).toBe(fits);
    },
  );

  it('the page has its path, and what the navigation needs', () => {
    expect(page.get(coreExtensionData.routePath)).toBe('/pod-health');
    expect(page.get(coreExtensionData.title)).toBe('Pod Health');
    expect(page.get(coreExtensionData.icon)).toBeDefined();
    expect(page.get(coreExtensionData.routeRef)).toBeDefined();
  });
});

it('takes the entity from the catalog’s page', async () => {
  const api = new FakePodHealthApi({ report: imageReport() });
  const streamHealth = jest.spyOn(api, 'streamHealth');
  renderInTestApp(
    <EntityProvider entity={entity()}>
      <HealthTab />
    </EntityProvider>,
    { apis: [[podHealthApiRef, api]] },
  );
  expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
    '2 of 3 pods cannot start',
  );
  expect(streamHealth.mock.calls[0][0]).toEqual({
    kind: 'component',
    namespace: 'default',
    name: 'ledger',
  });
});

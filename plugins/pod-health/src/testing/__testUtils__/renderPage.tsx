import { renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import axe from 'axe-core';
import { podHealthApiRef } from '../../api/PodHealthApi';
import { HealthPage } from '../../diagnosis/HealthPage';
import type { FakePodHealthApi } from '../FakePodHealthApi';

const ENTITY = { kind: 'component', namespace: 'default', name: 'ledger' };

/** The signed-in user of the tests. */
const identity = {
  getBackstageIdentity: async () => ({
    type: 'user' as const,
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: [],
  }),
  getCredentials: async () => ({}),
  getProfileInfo: async () => ({}),
  signOut: async () => undefined,
};

/** Renders the tab on a backend in memory. */
export function renderPage(api: FakePodHealthApi) {
  return renderInTestApp(<HealthPage entity={ENTITY} />, {
    apis: [
      [podHealthApiRef, api],
      [identityApiRef, identity],
    ],
  });
}

/** What axe-core finds wrong with the page; colours are not computed without a browser, and are looked at in the gallery. */
export async function accessibilityFaults(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      // The test app's page, not ours.
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`,
  );
}

/** Gives elements a height, which jsdom does not compute: virtual lists draw nothing into a frame of no height. */
export function giveElementsHeight(): () => void {
  const frame = jest
    .spyOn(Element.prototype, 'clientHeight', 'get')
    .mockReturnValue(600);
  const row = jest
    .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
    .mockReturnValue(20);
  return () => {
    frame.mockRestore();
    row.mockRestore();
  };
}

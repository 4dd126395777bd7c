import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  debugCreatePermission,
  debugTargetPermission,
  healthReadPermission,
  logsReadPermission,
  podHealthPermissions,
  sessionAdminPermission,
  statusReadPermission,
} from 'backstage-plugin-pod-health-common';
import { OwnersDebugTheirOwn, PLATFORM_GROUP } from './policy';

const PERSON = 'user:default/someone';

function decide(permission: Permission, groups?: string[]) {
  const info = {
    userEntityRef: PERSON,
    ownershipEntityRefs: [PERSON, ...(groups ?? [])],
  };
  const policy = new OwnersDebugTheirOwn(
    mockServices.userInfo({ ownershipEntityRefs: info.ownershipEntityRefs }),
  );
  return policy.handle(
    { permission },
    groups && { credentials: mockCredentials.user(PERSON), info },
  );
}

describe('OwnersDebugTheirOwn', () => {
  it.each([catalogEntityReadPermission, healthReadPermission])(
    'lets everybody see: $name',
    async permission => {
      expect(await decide(permission, [])).toEqual({ result: 'ALLOW' });
    },
  );

  it.each([logsReadPermission, debugCreatePermission, debugTargetPermission])(
    'asks whether the caller owns the entity: $name',
    async permission => {
      expect(await decide(permission, ['group:default/checkout'])).toEqual({
        result: 'CONDITIONAL',
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: {
          resourceType: 'catalog-entity',
          rule: 'IS_ENTITY_OWNER',
          params: {
            claims: ['user:default/someone', 'group:default/checkout'],
          },
        },
      });
    },
  );

  it.each([
    sessionAdminPermission,
    statusReadPermission,
    catalogEntityDeletePermission,
  ])('keeps the rest to the platform team: $name', async permission => {
    expect(await decide(permission, ['group:default/checkout'])).toEqual({
      result: 'DENY',
    });
  });

  it('lets the platform team do everything', async () => {
    for (const permission of podHealthPermissions) {
      expect(await decide(permission, [PLATFORM_GROUP])).toEqual({
        result: 'ALLOW',
      });
    }
  });

  it('denies whoever is not signed in', async () => {
    for (const permission of [
      ...podHealthPermissions,
      catalogEntityReadPermission,
    ]) {
      expect(await decide(permission)).toEqual({ result: 'DENY' });
    }
  });
});

import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  debugCreatePermission,
  debugTargetPermission,
  healthReadPermission,
  logsReadPermission,
} from 'backstage-plugin-pod-health-common';

/** Its members may do everything. */
export const PLATFORM_GROUP = 'group:default/platform';

/** Everybody who is signed in may do these, with any entity. */
const FOR_EVERYBODY: readonly Permission[] = [
  catalogEntityReadPermission,
  healthReadPermission,
];

/** An entity's owners may do these with it. */
const FOR_OWNERS: readonly Permission[] = [
  logsReadPermission,
  debugCreatePermission,
  debugTargetPermission,
];

/**
 * The reference portal's rules, in three sentences: everybody sees the catalog and what is wrong with a service; owners read
 * their services' logs and debug them; the platform team may do everything. What is not named here is denied.
 */
export class OwnersDebugTheirOwn implements PermissionPolicy {
  constructor(private readonly userInfo: UserInfoService) {}

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const { ownershipEntityRefs: claims } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    const { permission } = request;
    if (
      claims.includes(PLATFORM_GROUP) ||
      FOR_EVERYBODY.some(each => isPermission(permission, each))
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      FOR_OWNERS.some(each => isPermission(permission, each)) &&
      isResourcePermission(permission, 'catalog-entity')
    ) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      );
    }
    return { result: AuthorizeResult.DENY };
  }
}

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * All permissions but the last are decided on the catalog entity, so an adopter's policy can use the catalog's own conditions
 * (`isEntityOwner`) without a resource type of ours.
 */
const RESOURCE_TYPE = 'catalog-entity';

/** See the diagnosis of an entity's pods. */
export const healthReadPermission = createPermission({
  name: 'pod-health.health.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE,
});

/** Read the logs of an entity's pods. */
export const logsReadPermission = createPermission({
  name: 'pod-health.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE,
});

/** Open a debug shell beside an entity's container. */
export const debugCreatePermission = createPermission({
  name: 'pod-health.debug.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE,
});

/** Share the target container's process namespace, and so see its environment and files. Separate: see security.md T16. */
export const debugTargetPermission = createPermission({
  name: 'pod-health.debug.target',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE,
});

/** See and end other people's sessions on an entity. */
export const sessionAdminPermission = createPermission({
  name: 'pod-health.session.admin',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE,
});

/** See how the backend's watches of all clusters are: about the portal itself, hence no entity. */
export const statusReadPermission = createPermission({
  name: 'pod-health.status.read',
  attributes: { action: 'read' },
});

/** All permissions of the plugin, for registration and for the generated table in docs. */
export const podHealthPermissions = [
  healthReadPermission,
  logsReadPermission,
  debugCreatePermission,
  debugTargetPermission,
  sessionAdminPermission,
  statusReadPermission,
];

/**
 * Kubernetes objects as the causes read them: the API's own field names, reduced to an allow list by project.ts. Paths are
 * kept, so a quote such as `status.containerStatuses.0.state.waiting.reason` holds for the original too. Environment values,
 * arguments of secrets, annotations outside an allow list and managed fields have no field here, so they cannot leak.
 * Every field except the lists is optional: clusters are old, new, partial and hostile.
 */
export * from './metaTypes';
export * from './containerTypes';
export * from './podTypes';
export * from './clusterTypes';
export * from './storageTypes';
export * from './namespaceTypes';
export * from './networkTypes';

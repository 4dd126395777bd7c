/**
 * From the API's JSON to the types of objects.ts, by an allow list. This is the only place where a secret could slip into a
 * snapshot; project.test.ts proves that none does.
 */
export { ANNOTATIONS_KEPT } from './projectMeta';
export { projectPod } from './projectPod';
export { projectWorkload } from './projectWorkload';
export { projectConfigMap, projectEvent, projectNode } from './projectOther';
export { projectNetworkPolicy } from './projectNetwork';
export {
  projectAttachment,
  projectClaim,
  projectStorageClass,
  projectVolume,
} from './projectStorage';
export {
  projectLimitRange,
  projectNamespace,
  projectQuota,
  projectService,
  projectServiceAccount,
} from './projectNamespaced';

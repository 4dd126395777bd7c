import { admissionContext } from './admission';
import { controllerContext } from './controller';
import { debugApiContext } from './debugApi';
import { evictionContext } from './eviction';
import { kubeletImageContext } from './kubeletImage';
import { nodeLifecycleContext } from './nodeLifecycle';
import { podContext } from './pod';
import { preemptionContext } from './preemption';
import { startContext } from './start';
import { volumeContext } from './volume';

/**
 * What Kubernetes can report (kubernetes/reasons.json) that is no cause by itself: each with the reason why, in words of ours. One
 * module for each layer that speaks. A law holds that each core error and warning stands either here or in some cause's `covers`.
 */
export const context: Readonly<Record<string, string>> = {
  ...admissionContext,
  ...controllerContext,
  ...debugApiContext,
  ...evictionContext,
  ...kubeletImageContext,
  ...nodeLifecycleContext,
  ...podContext,
  ...preemptionContext,
  ...startContext,
  ...volumeContext,
};

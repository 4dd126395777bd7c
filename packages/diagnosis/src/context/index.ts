import { controllerContext } from './controller';
import { evictionContext } from './eviction';
import { kubeletImageContext } from './kubeletImage';
import { nodeLifecycleContext } from './nodeLifecycle';
import { preemptionContext } from './preemption';
import { startContext } from './start';

/**
 * What Kubernetes can report (kubernetes/reasons.json) that is no cause by itself: each with the reason why, in words of ours. One
 * module for each layer that speaks. A law holds that each core error and warning stands either here or in some cause's `covers`.
 */
export const context: Readonly<Record<string, string>> = {
  ...evictionContext,
  ...kubeletImageContext,
  ...nodeLifecycleContext,
  ...preemptionContext,
  ...startContext,
  ...controllerContext,
};

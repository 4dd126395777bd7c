import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef as backendMetrics,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { metrics } from '@opentelemetry/api';

/**
 * The backend's metrics service where it has one (found by its id, as every service is), else OpenTelemetry's API, which that service uses
 * too. Without an OpenTelemetry SDK in the process either does nothing.
 */
export const metricsServiceRef = createServiceRef<MetricsService>({
  id: backendMetrics.id,
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => metrics.getMeter('backstage-plugin-pod-health'),
    }),
});

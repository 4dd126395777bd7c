import { createBackend } from '@backstage/backend-defaults';
import { demoAuthModule } from './auth/module';
import { embeddedClusterModule } from './embeddedCluster/module';
import { permissionPolicyModule } from './permission/module';
import { workloadCatalogModule } from './workloads/module';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('backstage-plugin-pod-health-backend'));

backend.add(demoAuthModule);
backend.add(permissionPolicyModule);
backend.add(embeddedClusterModule);
backend.add(workloadCatalogModule);

backend.start();

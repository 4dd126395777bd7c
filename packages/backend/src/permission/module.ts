import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { OwnersDebugTheirOwn } from './policy';

/** Installs {@link OwnersDebugTheirOwn}. */
export const permissionPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-debug-their-own',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint, userInfo: coreServices.userInfo },
      async init({ policy, userInfo }) {
        policy.setPolicy(new OwnersDebugTheirOwn(userInfo));
      },
    });
  },
});

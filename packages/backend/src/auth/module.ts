import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type UserEntity,
} from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { demoPersonOf, demoSignInRefusal, PERSON_HEADER } from './demoSignIn';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async (userRef: string, context) => {
    const { entity } = await context.findCatalogUser({ entityRef: userRef });
    const { profile } = entity.spec as UserEntity['spec']; // findCatalogUser gives users only
    return { profile: { displayName: profile?.displayName } };
  },
  initialize: ({ config }) => ({
    people: config.getStringArray('people').map(normalize),
  }),
  authenticate: async ({ req }, { people }) => ({
    result: demoPersonOf(
      {
        person: req.get(PERSON_HEADER),
        host: req.get('host'),
        remoteAddress: req.socket.remoteAddress,
      },
      people,
    ),
  }),
});

/**
 * The sign-in of the reference portal: one of the people listed in `auth.providers.demo.people`, without a password. It gives
 * real Backstage identities of users in the catalog, so everything behind it is as in any portal. Not for adopters: it does not
 * start on anything but a loopback address.
 */
export const demoAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        const refusal = demoSignInRefusal({
          nodeEnv: process.env.NODE_ENV,
          allowedInProduction:
            config.getOptionalBoolean(
              'auth.providers.demo.dangerouslyAllowInProduction',
            ) ?? false,
          listenHost: config.getOptionalString('backend.listen.host'),
        });
        if (refusal) {
          throw new Error(refusal);
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result }),
          }),
        });
      },
    });
  },
});

function normalize(userRef: string): string {
  return stringifyEntityRef(parseEntityRef(userRef, { defaultKind: 'user' }));
}

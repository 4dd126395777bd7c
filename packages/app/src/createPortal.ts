import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { portalTranslations } from './translation';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () =>
      import('./signIn/DemoSignInPage').then(module => module.DemoSignInPage),
  },
});

const translations = TranslationBlueprint.make({
  name: 'portal',
  params: { resource: portalTranslations },
});

/**
 * The reference portal: the catalog, the settings page and Pod Health are found among the app's dependencies
 * (`app.packages` in app-config.yaml), as in an adopter's app; only the sign-in page is its own.
 */
export function createPortal() {
  return createApp({
    features: [
      createFrontendModule({
        pluginId: 'app',
        extensions: [signInPage, translations],
      }),
    ],
  });
}

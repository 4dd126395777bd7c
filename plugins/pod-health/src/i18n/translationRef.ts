import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/**
 * Every sentence of the page, English by default and Simplified Chinese. The language ids are those under which portals
 * commonly list Simplified Chinese. An app may replace single sentences with `createTranslationMessages`.
 *
 * @public
 */
export const podHealthTranslationRef = createTranslationRef({
  id: 'pod-health',
  messages: en,
  translations: {
    zh: () => import('./zh'),
    'zh-CN': () => import('./zh'),
    'zh-Hans': () => import('./zh'),
  },
});

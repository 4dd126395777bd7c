/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { podHealthTranslationRef } from '../i18n/translationRef';

/**
 * The Pod Health backend: diagnosis, logs and guarded debug sessions, with checks on every call.
 *
 * @packageDocumentation
 */
export { podHealthPlugin as default } from './plugin';

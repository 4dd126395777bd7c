import { parseImage } from '../../engine';

/** Only so much of a refusal is read. */
const READ = 12_288;

/** Answers that do not tell "you may not" from "there is none". */
const EITHER =
  /does not exist or may require|insufficient_scope|or it may not exist|requested access to the resource is denied/i;
/** Registries that answer a stranger alike for what is private and what does not exist, whatever the words. */
const SECRETIVE =
  /^(?:docker\.io|ghcr\.io|quay\.io|registry\.gitlab\.com|(?:[a-z]{2}\.)?gcr\.io|[a-z0-9-]{1,63}-docker\.pkg\.dev)$/;
const WRONG_LOGIN =
  /incorrect username|invalid (?:username|credentials)|expired/i;

/** Whether a refusal's own words leave open that the image does not exist. */
export function saysEither(message: string): boolean {
  return EITHER.test(message.slice(0, READ));
}

/** Whether a refusal, by its words or by who gave it, leaves open that the image does not exist. */
export function maybeAbsent(message: string, image: string): boolean {
  const { registry } = parseImage(image);
  const isWrongLogin = WRONG_LOGIN.test(message.slice(0, READ));
  return !isWrongLogin && (SECRETIVE.test(registry) || saysEither(message));
}

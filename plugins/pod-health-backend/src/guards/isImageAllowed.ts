/** Whether an image's name begins with one of the allowed prefixes. No prefix at all, or an empty one, allows nothing. */
export function isImageAllowed(
  image: string,
  allowed: readonly string[],
): boolean {
  return allowed.some(prefix => prefix !== '' && image.startsWith(prefix));
}

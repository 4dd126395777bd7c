/** Whether a user is the one everybody becomes who signs in without a name: no shell can be traced to a person then. */
export function isGuest(
  userEntityRef: string,
  guests: readonly string[],
): boolean {
  const asked = userEntityRef.toLocaleLowerCase('en-US');
  return guests.some(guest => guest.toLocaleLowerCase('en-US') === asked);
}

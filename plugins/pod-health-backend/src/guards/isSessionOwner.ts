/** Whether a session is a user's own. Entity references are compared without case, as the catalog does. */
export function isSessionOwner(
  session: { readonly userRef: string },
  userRef: string,
): boolean {
  return (
    session.userRef.toLocaleLowerCase('en-US') ===
    userRef.toLocaleLowerCase('en-US')
  );
}

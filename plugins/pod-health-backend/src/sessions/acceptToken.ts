import type { AuthService } from '@backstage/backend-plugin-api';
import type { UserCredentials } from '../entity/types';
import { isSessionOwner } from '../guards/isSessionOwner';

/** What a token sent by a terminal's page means. */
export type TokenVerdict =
  | { readonly kind: 'renewed'; readonly credentials: UserCredentials }
  /** Good, and somebody else's, or nobody's. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'invalid' };

/** Judges a fresh token for a session (security.md T11). The token, and errors that may hold it, go no further. */
export async function acceptToken(
  auth: Pick<AuthService, 'authenticate' | 'isPrincipal'>,
  session: { readonly userRef: string },
  token: string,
): Promise<TokenVerdict> {
  try {
    const credentials = await auth.authenticate(token);
    return auth.isPrincipal(credentials, 'user') &&
      isSessionOwner(session, credentials.principal.userEntityRef)
      ? { kind: 'renewed', credentials }
      : { kind: 'stranger' };
  } catch {
    return { kind: 'invalid' }; // the error may hold the token
  }
}

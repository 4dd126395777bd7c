import type { CredentialSource } from '../kube/transport/credentials';

/** A cluster that some source has named and this plugin can try to talk to. */
export interface KnownCluster {
  readonly name: string;
  /** Base address of its API, checked by {@link checkedServer}. */
  readonly server: string;
  /** True: `skipTLSVerify`, so its certificate is not checked. */
  readonly insecure: boolean;
  readonly credentials: CredentialSource;
  /** Something an operator should know at start; the cluster is listed all the same. */
  readonly warning?: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks a cluster's address, as read from `where` (such as `kubernetes.clusterLocatorMethods[0].clusters[1].url`).
 * Throws a sentence for an operator. Plain http would send the credential in the clear, so only loopback may have it.
 */
export function checkedServer(server: string, where: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new Error(`${where} is not an https address`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    throw new Error(
      `${where} is plain http to another machine: the cluster's credential would travel in the clear. Use https`,
    );
  }
  if (url.username || url.password) {
    throw new Error(`${where} holds a user or password; use a token instead`);
  }
  if (url.search || url.hash) {
    throw new Error(`${where} has a query or fragment; an address has none`);
  }
  return server;
}

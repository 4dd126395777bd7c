/** Parts of an image's name; what is left out is filled in as the container runtimes do. */
export interface ImageName {
  /** Host, with its port if it has one; `docker.io` when the name has none. */
  readonly registry: string;
  readonly repository: string;
  /** Tag or digest; `latest` when the name has none. */
  readonly version: string;
}

/** Splits an image's name. Source: https://kubernetes.io/docs/concepts/containers/images/#image-names */
export function parseImage(image: string): ImageName {
  const [named = '', digest] = image.split('@', 2);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? 'latest' : named.slice(colon + 1);
  const slash = path.indexOf('/');
  const host = slash === -1 ? '' : path.slice(0, slash);
  const isHost = /[.:]/.test(host) || host === 'localhost';
  return {
    registry: isHost ? host : 'docker.io',
    repository: isHost ? path.slice(slash + 1) : path.replace(/^library\//, ''),
    version: digest ?? tag,
  };
}

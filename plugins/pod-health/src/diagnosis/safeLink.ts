/** The one site whose pages steps may point to (diagnosis/src/engine/cause.ts, `Step.link`). */
const HOST = 'kubernetes.io';

/** A step's link when it is what the contract promises: https on kubernetes.io. Nothing else becomes a link on the page. */
export function safeLink(link: string | undefined): string | undefined {
  if (!link || !URL.canParse(link)) {
    return undefined;
  }
  const { protocol, hostname } = new URL(link);
  return protocol === 'https:' &&
    (hostname === HOST || hostname.endsWith(`.${HOST}`))
    ? link
    : undefined;
}

/** Where an admission webhook lives, by what the API server says when it calls it. */
export interface Webhook {
  /** Its name in the configuration: `validate.example.io`. */
  readonly name: string;
  /** The service that answers for it, when it is called as one. */
  readonly service?: string;
  readonly namespace?: string;
  /** Host or service it is called at. */
  readonly host?: string;
  /** How long the API server waits, as it writes it: `10s`. */
  readonly timeout?: string;
}

const NAME = /webhook "([^"]{1,253})"/;
/** Quoted since Go 1.14. */
const ADDRESS =
  /https?:\/\/([\w.-]{1,253}|\[[\da-f:.]{1,64}\])(?::\d{1,5})?[^\s"]{0,300}/;

/** Name and address of the webhook that a message is about. */
export function webhookIn(answer: string): Webhook {
  const name = NAME.exec(answer)?.[1] ?? '';
  const [address = '', host] = ADDRESS.exec(answer) ?? [];
  const [, service, namespace] =
    /^([a-z0-9-]{1,63})\.([a-z0-9-]{1,63})\.svc\b/.exec(host ?? '') ?? [];
  const timeout = /[?&]timeout=(\w{1,16})/.exec(address)?.[1];
  const bare = /\bservice "([^"]{1,63})"/.exec(answer)?.[1];
  return {
    name,
    ...(host !== undefined && { host }),
    ...((service ?? bare) !== undefined && { service: service ?? bare }),
    ...(namespace !== undefined && { namespace }),
    ...(timeout !== undefined && { timeout }),
  };
}

/** Lists every admission webhook of the cluster. */
export const LIST_WEBHOOKS =
  'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations';

/** A free text of someone else's on one line, cut; without angle brackets, which look like something to fill in. */
export function oneLine(text: string, longest: number = 400): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

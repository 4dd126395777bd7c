import type { Text } from '../../engine';
import { sayingOf } from './driverWords';
import { oneLine } from './webhook';

/** A message is read up to here, in characters. */
const LONGEST = 8192;
/** So much of an error is repeated in a sentence, in characters. */
const SHOWN = 200;

/**
 * What each layer puts before the error of the one below: the kubelet, gRPC, containerd and its shim, CRI-O, Docker, runc, the
 * network plugins.
 */
const WRAPPERS: readonly RegExp[] = [
  /^\(combined from similar events\): /,
  /^Error: /,
  /^Failed (?:to )?create pod sandbox: /i,
  /^rpc error: code = \w{1,40} desc = /,
  /^Error response from daemon: /,
  /^failed to (?:create|start) (?:containerd|sandbox)(?: container)? (?:task|container)(?: for pod)?(?: "[^"]{0,253}")?: /,
  /^failed to (?:create|start) (?:shim(?: task)?|container(?: "[^"]{0,253}")?|sandbox(?: "[^"]{0,253}")?): /,
  /^failed to generate (?:sandbox )?(?:container (?:"[^"]{0,253}" )?)?(?:spec|options?): /,
  /^\[?failed to set ?up (?:sandbox container "[^"]{0,253}" )?network for (?:sandbox|pod) "[^"]{0,253}": /,
  /^failed to create pod network sandbox \S{1,300}: /,
  /^network ?plugin cni failed to set up pod "[^"]{0,300}" network: /i,
  /^plugin type="[^"]{0,63}"(?: name="[^"]{0,253}")? failed \((?:add|delete)\): /,
  /^OCI runtime \w{1,20} failed: /,
  /^(?:runc|crun) \w{1,20} failed: /,
  /^(?:container|process|rootfs|standard_init)_linux\.go:\d{1,5}: /,
  /^(?:unable to start|starting) container process(?: caused)?:? "?/,
  /^error during container init: /,
  /^(?:container )?create failed: /,
];
/** Where the words end: what comes after is a trace, or what was cleaned up. */
const TAILS = /\n|, failed to clean up sandbox|: unknown\s*$/;
/** Kata's agent answers with a structure. */
const STATUS = /Status \{[^}]{0,80}message: "([^"]{1,400})/;

/** The innermost error of a message that layers have wrapped, on one line and cut. */
export function innerError(message: string): string {
  let text = message
    .slice(0, LONGEST)
    .replace(/\\+(?=["'`])/g, '')
    .trim();
  for (let left = 2 * WRAPPERS.length; left > 0; left -= 1) {
    const inner = WRAPPERS.reduce(
      (all, wrapper) => all.replace(wrapper, ''),
      text,
    );
    if (inner === text) break;
    text = inner;
  }
  const own = STATUS.exec(text)?.[1] ?? text.split(TAILS)[0] ?? '';
  return oneLine(own.replace(/[\s.:;]{1,8}$/, ''), SHOWN);
}

/** The error as a sentence to add; empty when there is none. */
export function innerInWords(error: string = ''): Text {
  return sayingOf(error);
}

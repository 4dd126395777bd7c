const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** An IPv4 address as a number; `undefined` for anything else. */
function numberOf(address: string): number | undefined {
  const parts = IPV4.exec(address)?.slice(1).map(Number);
  return parts?.every(part => part < 256)
    ? parts.reduce((sum, part) => sum * 256 + part, 0)
    : undefined;
}

/** Whether an address lies in `10.0.0.0/8`; `undefined` when either cannot be read. */
function lies(address: number, cidr: string): boolean | undefined {
  const [base = '', bits = ''] = cidr.split('/', 2);
  const start = numberOf(base);
  if (start === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return undefined;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(address / size) === Math.floor(start / size);
}

/** Whether a block of addresses holds any of these; `undefined` when that cannot be told, as of no address. */
export function blockHolds(
  {
    cidr = '',
    except = [],
  }: { readonly cidr?: string; readonly except?: readonly string[] },
  addresses: readonly string[],
): boolean | undefined {
  const verdicts = addresses.map(address => {
    const number = numberOf(address);
    const inside = number === undefined ? undefined : lies(number, cidr);
    if (number === undefined || inside === undefined) return undefined;
    return inside && !except.some(one => lies(number, one) === true);
  });
  if (verdicts.includes(true)) return true;
  return verdicts.length === 0 || verdicts.includes(undefined)
    ? undefined
    : false;
}

/** Ranges that are private, shared, of one link or of one host: a cluster's own pods and services may have such. */
const INSIDE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** Whether an address is one of the internet, and so none of a pod or Service. */
export function isPublic(address: string): boolean {
  const number = numberOf(address);
  return number !== undefined && INSIDE.every(range => !lies(number, range));
}

/** Whether a text is an address and no name. */
export function isAddress(text: string): boolean {
  return text.includes(':') || numberOf(text) !== undefined;
}

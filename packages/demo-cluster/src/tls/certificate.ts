import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** What a TLS server needs, PEM. */
export interface ServerCertificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const AUTHORITY = 'demo-cluster-ca';

function certificate(options: {
  subject: string;
  issuer: string;
  publicKey: forge.pki.PublicKey;
  signWith: forge.pki.PrivateKey;
  serial: string;
  extensions: object[];
}): string {
  const made = forge.pki.createCertificate();
  made.publicKey = options.publicKey;
  made.serialNumber = options.serial;
  // By the machine's own clock, never an injected one: the client checks the dates by the same clock.
  made.validity.notBefore = new Date(Date.now() - DAY_MS);
  made.validity.notAfter = new Date(Date.now() + 365 * DAY_MS);
  made.setSubject([{ name: 'commonName', value: options.subject }]);
  made.setIssuer([{ name: 'commonName', value: options.issuer }]);
  made.setExtensions(options.extensions);
  made.sign(
    options.signWith as forge.pki.rsa.PrivateKey,
    forge.md.sha256.create(),
  ); // forge's own type of an RSA key
  return forge.pki.certificateToPem(made);
}

interface KeyPair {
  readonly publicKey: forge.pki.PublicKey;
  readonly privateKey: forge.pki.PrivateKey;
  /** The private key, PEM. */
  readonly pem: string;
}

/** An RSA key of 2048 bits. */
async function keyPair(): Promise<KeyPair> {
  // Node's generator is native; forge's own takes seconds.
  const made = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    publicKey: forge.pki.publicKeyFromPem(made.publicKey),
    privateKey: forge.pki.privateKeyFromPem(made.privateKey),
    pem: made.privateKey,
  };
}

/** The authority's own certificate. */
function authorityCertificate(authority: KeyPair): string {
  return certificate({
    subject: AUTHORITY,
    issuer: AUTHORITY,
    publicKey: authority.publicKey,
    signWith: authority.privateKey,
    serial: '01',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ],
  });
}

/** The names a server answers to, as a certificate lists them: type 2 is a DNS name, type 7 an IP address. */
function altNamesOf(host: string): object[] {
  const names = new Set(['127.0.0.1', '::1', host]);
  return [
    { type: 2, value: 'localhost' },
    ...[...names].map(name =>
      /^[\d.]+$|:/.test(name)
        ? { type: 7, ip: name }
        : { type: 2, value: name },
    ),
  ];
}

/** The server's certificate, signed by the authority. */
function serverCertificate(
  server: KeyPair,
  authority: KeyPair,
  host: string,
): string {
  return certificate({
    subject: 'demo-cluster',
    issuer: AUTHORITY,
    publicKey: server.publicKey,
    signWith: authority.privateKey,
    serial: '02',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: altNamesOf(host) },
    ],
  });
}

/** Makes an authority and a certificate signed by it. Two RSA keys: 0.2 s and more on a busy machine. */
async function make(host: string): Promise<ServerCertificate> {
  const [authority, server] = await Promise.all([keyPair(), keyPair()]);
  return {
    ca: authorityCertificate(authority),
    cert: serverCertificate(server, authority, host),
    key: server.pem,
  };
}

const made = new Map<string, Promise<ServerCertificate>>();

/** The authority and certificate of this process for a host and the loopback names; made on first use. */
export function makeCertificate(host: string): Promise<ServerCertificate> {
  const found = made.get(host) ?? make(host);
  made.set(host, found);
  return found;
}

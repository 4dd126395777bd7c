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

/** Makes an authority and a certificate signed by it. Two RSA keys: 0.2 s and more on a busy machine. */
async function make(host: string): Promise<ServerCertificate> {
  const pair = async () => {
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
  };
  const [authority, server] = await Promise.all([pair(), pair()]);
  const ca = certificate({
    subject: 'demo-cluster-ca',
    issuer: 'demo-cluster-ca',
    publicKey: authority.publicKey,
    signWith: authority.privateKey,
    serial: '01',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ],
  });
  const names = new Set(['127.0.0.1', '::1', host]);
  const altNames = [
    { type: 2, value: 'localhost' },
    ...[...names].map(name =>
      /^[\d.]+$|:/.test(name)
        ? { type: 7, ip: name }
        : { type: 2, value: name },
    ),
  ];
  const cert = certificate({
    subject: 'demo-cluster',
    issuer: 'demo-cluster-ca',
    publicKey: server.publicKey,
    signWith: authority.privateKey,
    serial: '02',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { ca, cert, key: server.pem };
}

const made = new Map<string, Promise<ServerCertificate>>();

/** The authority and certificate of this process for a host and the loopback names; made on first use. */
export function makeCertificate(host: string): Promise<ServerCertificate> {
  const found = made.get(host) ?? make(host);
  made.set(host, found);
  return found;
}

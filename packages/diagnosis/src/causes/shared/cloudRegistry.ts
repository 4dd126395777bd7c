/** Registries of clouds, at which nodes can log in with an identity of their own instead of a pull secret. */
export type Cloud = 'aws' | 'azure' | 'google';

const CLOUDS: readonly (readonly [Cloud, RegExp])[] = [
  [
    'aws',
    /\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]{1,63}\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/,
  ],
  ['azure', /\.azurecr\.(?:io|cn|us)$/],
  ['google', /(?:^|\.)gcr\.io$|\.pkg\.dev$/],
];

/** The cloud whose registry this host is. */
export function cloudOf(registry: string): Cloud | undefined {
  return CLOUDS.find(([, host]) => host.test(registry))?.[0];
}

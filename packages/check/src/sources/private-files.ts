/** Whether a file name is that of a file with settings, credentials or a key. */
export function isPrivate(path: string): boolean {
  const name = path.replace(/^.*\//, '');
  return (
    name !== '.env.example' && /^(\.env.*|\.npmrc|.+\.(key|p12|pem|pfx)|id_(rsa|ecdsa|ed25519).*)$/.test(name)
  );
}

/** One of each kind, at the root and below it. */
export const privateSamples: readonly string[] = [
  '.env',
  '.env.production',
  'backend/.env',
  '.npmrc',
  'ui/.npmrc',
  'tls.key',
  'backend/tls.pem',
];

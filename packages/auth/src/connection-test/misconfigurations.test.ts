import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startIdentityProvider } from '../testing/servers/identity-provider.ts';
import { CLIENT_ID, startScriptedProvider } from '../testing/servers/scripted-provider.ts';
import { ConnectionTest } from './connection-test.ts';
import type { ConnectionTestStep } from './step.ts';
import { badRequests } from './testing/misconfigurations/bad-requests.ts';
import { badTokens } from './testing/misconfigurations/bad-tokens.ts';
import { atDex } from './testing/misconfigurations/dex.ts';
import { dpopOnOneSide } from './testing/misconfigurations/dpop.ts';
import { atGlewlwyd } from './testing/misconfigurations/glewlwyd.ts';
import { atHydra } from './testing/misconfigurations/hydra.ts';
import { atKeycloak } from './testing/misconfigurations/keycloak.ts';
import { atLemonLdap } from './testing/misconfigurations/lemon-ldap.ts';
import { type Misconfiguration, redirectUri } from './testing/misconfigurations/misconfiguration.ts';
import { atOidcProvider } from './testing/misconfigurations/oidc-provider.ts';
import { runThrough } from './testing/run-through.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serverOf({ real, script }: Misconfiguration): Promise<string> {
  if (real) {
    const { issuer, close } = await startIdentityProvider([redirectUri], real);
    closers.push(close);
    return issuer;
  }
  const server = await startScriptedProvider();
  closers.push(server.close);
  script?.(server);
  return server.issuer;
}

/**
 * Tests the connection.
 *
 * @returns the first step that failed or has a warning
 */
async function connect(misconfiguration: Misconfiguration): Promise<ConnectionTestStep | undefined> {
  const { settings = {}, variables, grant, changeCallback, insecureLoopbackIssuer = true } = misconfiguration;
  const issuer = await serverOf(misconfiguration);
  const values: Readonly<Record<string, string | undefined>> = {
    WORK_ISSUER: issuer,
    WORK_CLIENT_ID: CLIENT_ID,
    ...variables?.(issuer),
  };
  const connectionTest = new ConnectionTest({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 },
    settings: {
      id: 'work',
      name: 'Work',
      preset: oidc,
      // Parameters determine the issuer.
      ...(!settings.parameters && { issuer: { variable: 'WORK_ISSUER' } }),
      clientId: { variable: 'WORK_CLIENT_ID' },
      clientSecret: { variable: 'WORK_CLIENT_SECRET' },
      grants: [grant ?? 'authorization_code'],
      ...settings,
    },
    read: (name) => values[name],
    pause: async () => undefined,
    insecureLoopbackIssuer,
  });
  const steps = await runThrough(connectionTest, changeCallback);
  return steps.find(({ status }) => status === 'failed' || status === 'remark');
}

const servers: readonly (readonly [string, readonly Misconfiguration[]])[] = [
  ['Keycloak', atKeycloak],
  ['Dex', atDex],
  ['Hydra', atHydra],
  ['LemonLDAP::NG', atLemonLdap],
  ['glewlwyd', atGlewlwyd],
  ['oidc-provider', atOidcProvider],
  ['a server with tokens or keys that fail', badTokens],
  ['a server with DPoP on one side only', dpopOnOneSide],
  ['any server', badRequests],
];

let right = 0;

describe.each(servers)('the connection test at %s names the cause and the setting', (_server, rows) => {
  test.each(rows.map((row) => [row.what, row] as const))('%s', async (_what, row) => {
    const step = await connect(row);
    const { code, cause, fix } = step?.problem ?? {};
    expect({ step: step?.id, status: step?.status, code, cause, fix: fix }).toEqual({
      ...{ step: row.step, status: row.status ?? 'failed', code: row.code },
      cause: expect.stringMatching(row.cause),
      fix: expect.stringMatching(row.fix),
    });
    expect(JSON.stringify(step)).not.toMatch(/s3cret|p@ss|the right secret/);
    right += 1;
  });
});

test('covers at least 60 deliberate misconfigurations with the right diagnosis', () => {
  const all = servers.flatMap(([, rows]) => rows).length;
  expect(all).toBeGreaterThanOrEqual(60);
  expect(`${right} of ${all} diagnosed`).toBe(`${all} of ${all} diagnosed`);
});

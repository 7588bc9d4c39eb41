import type { Preset } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { expect, test } from '@jest/globals';
import { resolveProvider } from '../client/settings.ts';

const server = 'http://127.0.0.1:8080';

/** Settings with a development server as the address, and the example of every other parameter. */
function resolve(preset: Preset, address: string, insecureLoopback: boolean) {
  const parameters = Object.fromEntries(
    (preset.parameters ?? []).map(({ name, kind, example }) => [
      name,
      kind === 'segment' ? example : address,
    ]),
  );
  const settings = { id: 'work', preset, parameters, clientId: 'mine', clientSecret: { variable: 'SECRET' } };
  return resolveProvider(settings, () => 's', insecureLoopback);
}

const addressesOf = ({ parameters = [] }: Preset) => parameters.filter(({ kind }) => kind !== 'segment');
const addressed = catalog.filter((preset) => addressesOf(preset).length > 0);

test.each(addressed.map((preset) => [preset.id, preset] as const))(
  '%s accepts a plain http server on this machine only with DDEXT_INSECURE_LOOPBACK_ISSUER',
  (_id, preset) => {
    const { issuer, endpoints, apiHosts } = resolve(preset, server, true);
    const templates: Readonly<Record<string, string | undefined>> = {
      issuer: preset.issuer,
      ...preset.endpoints,
    };
    for (const [name, address] of Object.entries({ issuer, ...endpoints })) {
      // The parameter `resource` of AWS is no part of an endpoint.
      const isAtServer = addressesOf(preset).some((each) => templates[name]?.includes(`{${each.name}}`));
      if (address && isAtServer) expect(new URL(address).origin).toBe(server);
    }
    for (const host of apiHosts) expect(host).not.toContain('://');
    expect(() => resolve(preset, server, false)).toThrow(/Set DDEXT_INSECURE_LOOPBACK_ISSUER=1/);
    expect(() => resolve(preset, 'http://id.example', true)).toThrow(/does not look like/);
  },
);

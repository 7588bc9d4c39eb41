import { redirectUriOf } from '@ddext-oauth/providers';
import { presetIdentifier } from '@ddext-oauth/providers/catalog';
import { extensionOf } from '../options/redirect-uris.ts';
import { providerContext } from '../plan/context.ts';
import type { AddOptions } from './options.ts';

/** The extension, as an object of JavaScript. */
export function extensionText({ image, title, strategy, port, redirect, accept }: AddOptions): string {
  const members = [
    `id: ${JSON.stringify(image)}`,
    `title: ${JSON.stringify(title)}`,
    `strategy: '${strategy}'`,
    ...(strategy === 'backend-callback' ? [`port: ${port}`] : [`redirect: '${redirect}'`]),
    ...(strategy === 'extension-tab' && accept.length > 0
      ? [`acceptSharedRedirectUri: ${JSON.stringify(accept)}`]
      : []),
  ];
  return `{ ${members.join(', ')} }`;
}

/** The providers, as calls of `defineProvider`. A page cannot keep a secret. */
export function providerTexts(options: AddOptions): string {
  const extension = extensionOf(options);
  return options.providers
    .map((preset) => {
      const redirectUri = redirectUriOf(extension, { id: preset.id, preset });
      const { variable, needsIssuer, parameters } = providerContext(preset, options, redirectUri);
      const byName = parameters.map(({ name, variable: each }) => `${name}: { variable: '${each}' }`);
      const members = [
        `id: '${preset.id}'`,
        `preset: ${presetIdentifier(preset.id)}`,
        ...(options.method === 'device' ? ["grants: ['device_code']"] : []),
        ...(needsIssuer ? [`issuer: { variable: '${variable}_ISSUER' }`] : []),
        ...(byName.length > 0 ? [`parameters: { ${byName.join(', ')} }`] : []),
        `clientId: { variable: '${variable}_CLIENT_ID' }`,
        ...(options.exchange === 'backend'
          ? [`clientSecret: { variable: '${variable}_CLIENT_SECRET' }`]
          : []),
      ];
      return `  defineProvider({\n${members.map((member) => `    ${member},\n`).join('')}  }),`;
    })
    .join('\n');
}

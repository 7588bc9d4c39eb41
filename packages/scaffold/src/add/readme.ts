import { withoutLineEndings } from '../merge/line-endings.ts';
import { redirectUris } from '../options/redirect-uris.ts';
import { providerVariables } from './gateway-settings.ts';
import type { AddOptions } from './options.ts';

const BEGIN = '<!-- ddext-oauth:begin sign-in -->';
const END = '<!-- ddext-oauth:end sign-in -->';

/** Adds a section about the sign-in to the end of a README. */
export function withReadmeSection(original: string, options: AddOptions, composePath: string): string {
  const { text, restore } = withoutLineEndings(original);
  const separator = text === '' || text.endsWith('\n') ? '\n' : '\n\n';
  return restore(`${text}${separator}${BEGIN}\n${sectionText(options, composePath)}\n${END}\n`);
}

function sectionText(options: AddOptions, composePath: string): string {
  const names = options.providers.map(({ name }) => name).join(', ');
  const variables = Object.entries(providerVariables(options)).filter(([, value]) => value === '');
  const secrets = options.providers.map(({ id }) => `/data/${id}-client-secret`);
  return [
    '## Sign-in',
    `Users sign in with ${names}, through [ddext-oauth](https://github.com/ddext-oauth/ddext-oauth).`,
    ...(options.method === 'device' ? [] : [registration(options)]),
    `Set ${variables.map(([name]) => `\`${name}\``).join(', ')} in \`${composePath}\`. Client IDs are public. A client secret is not: do not add it to the image.
A public client needs none. Otherwise, the user writes it to ${secrets.map((path) => `\`${path}\``).join(', ')} in the volume, whose name
\`docker volume ls --filter name=ddext-data\` prints:`,
    `\`\`\`sh\ndocker run --rm --interactive --volume VOLUME:/data alpine sh -c 'umask 077; cat > ${secrets[0]}' < client-secret\n\`\`\``,
    `To remove the sign-in: \`pnpm create ddext-oauth --remove\`.`,
  ].join('\n\n');
}

function registration(options: AddOptions): string {
  const rows = redirectUris(options).map(
    ({ uri, providers }) => `- ${providers.map(({ name }) => name).join(', ')}: \`${uri}\``,
  );
  return `Register this redirect URI exactly:\n\n${rows.join('\n')}`;
}

import { withoutLineEndings } from '../merge/line-endings.ts';
import { createPrograms } from '../options/command-line.ts';
import { redirectUris } from '../options/redirect-uris.ts';
import { providerVariables } from './gateway-settings.ts';
import type { AddOptions } from './options.ts';

const BEGIN = '<!-- ddext-oauth:begin sign-in -->';
const END = '<!-- ddext-oauth:end sign-in -->';

/** What the section says besides the options. */
interface Facts {
  /** The file with the settings of the providers. */
  readonly valuesPath: string;
  /** Whether the packages are published. A command may name only published packages: anyone can register other names. */
  readonly isPublished: boolean;
}

/** Adds a section about the sign-in to the end of a README. */
export function withReadmeSection(original: string, options: AddOptions, facts: Facts): string {
  const { text, restore } = withoutLineEndings(original);
  const separator = text === '' || text.endsWith('\n') ? '\n' : '\n\n';
  return restore(`${text}${separator}${BEGIN}\n${sectionText(options, facts)}\n${END}\n`);
}

function sectionText(options: AddOptions, { valuesPath, isPublished }: Facts): string {
  const names = options.providers.map(({ name }) => name).join(', ');
  const variables = Object.entries(providerVariables(options)).filter(([, value]) => value === '');
  return [
    '## Sign-in',
    `Users sign in with ${names}, through [ddext-oauth](https://github.com/ddext-oauth/ddext-oauth).`,
    ...(options.method === 'device' ? [] : [registration(options)]),
    `Set ${variables.map(([name]) => `\`${name}\``).join(', ')} in \`${valuesPath}\`. Client IDs are public.`,
    ...(options.exchange === 'ui' ? [] : [secretText(options)]),
    `To remove the sign-in: \`${isPublished ? createPrograms.published : createPrograms.checkout} --remove\`.`,
  ].join('\n\n');
}

function registration(options: AddOptions): string {
  const rows = redirectUris(options).map(
    ({ uri, providers }) => `- ${providers.map(({ name }) => name).join(', ')}: \`${uri}\``,
  );
  return `Register this redirect URI exactly:\n\n${rows.join('\n')}`;
}

function secretText({ providers }: AddOptions): string {
  const paths = providers.map(({ id }) => `/data/${id}-client-secret`);
  const command = `docker run --rm --interactive --volume VOLUME:/data alpine sh -c 'umask 077; cat > ${paths[0]}' < client-secret`;
  return `A client secret is not public: do not add it to the image. A public client has none. Otherwise, the user writes it to
${paths.map((path) => `\`${path}\``).join(', ')} in the volume. \`docker volume ls --filter name=ddext-data\` prints the name of the volume:

\`\`\`sh
${command}
\`\`\``;
}

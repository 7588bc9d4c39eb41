import { parseEnv } from 'node:util';
import { interpolate } from '../sources/interpolate.ts';
import type { Place } from '../sources/place.ts';
import { type Problem, problem } from '../sources/problem.ts';
import type { Text } from '../sources/text.ts';
import { hasBackend, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';
import { environmentOf, servicesOf } from './services.ts';

const simulatorNames = ['DDEXT_SIMULATOR_ISSUER', 'DDEXT_SIMULATOR_CLIENT_ID'];
const insecureName = 'DDEXT_INSECURE_LOOPBACK_ISSUER';

export const developmentSettings = defineRule({
  id: 'development-settings',
  severity: 'error',
  over: 'both',
  what: 'DDEXT_SIMULATOR_ISSUER, DDEXT_SIMULATOR_CLIENT_ID and DDEXT_INSECURE_LOOPBACK_ISSUER are not set in the image, in a service, or in an .env file from which the build of a page without a backend takes them.',
  why: "With them, an installed extension signs in over plain http on the user's machine, where any program can listen, and accepts test keys.",
  source: 'RFC 8414 section 2',
  fix: 'Remove them: ddext-simulator sets the variables of the simulator itself. If the UI takes them from .env, remove their names from ui/page-settings.ts and ui/vite.config.ts.',
  check: (extension) => [
    ...extension.environment.filter(isForDevelopment).map(({ name, at }) => found(name, at)),
    ...servicesOf(extension.compose)
      .flatMap(environmentOf)
      // A variable without a default has no value in the file.
      .filter(({ name, value }) => isForDevelopment({ name, value: interpolate(value).text }))
      .map(({ name, at }) => found(name, at)),
    ...builtInto(extension),
  ],
});

function isForDevelopment({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return (simulatorNames.includes(name) && value !== '') || (name === insecureName && value === '1');
}

const found = (name: string, at: Place) => problem(at, `${name} is set, which is for development only.`);

/** The settings in .env files that a page without a backend contains after a production build. */
function builtInto(extension: WorkspaceOrImage): Problem[] {
  if (extension.kind === 'image' || !extension.isGenerated) return [];
  if (extension.metadata === undefined || hasBackend(extension)) return [];
  const { texts, privateFiles } = extension;
  const configuration = texts.filter(({ file }) => /^ui\/(page-settings|vite\.config)\.ts$/.test(file));
  const taken = [...simulatorNames, insecureName].filter((name) =>
    configuration.some(({ content }) => content.includes(name)),
  );
  return privateFiles
    .filter(({ file }) => /^\.env(\.production)?(\.local)?$/.test(file))
    .flatMap((text) => settingsIn(text, taken));
}

function settingsIn(text: Text, names: readonly string[]): Problem[] {
  const values = parseEnv(text.content);
  return names
    .filter((name) => isForDevelopment({ name, value: values[name] ?? '' }))
    .map((name) =>
      found(name, text.place(text.content.search(new RegExp(`^[ \\t]*(export\\s+)?${name}\\s*=`, 'm')))),
    );
}

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
  what: 'DDEXT_SIMULATOR_ISSUER, DDEXT_SIMULATOR_CLIENT_ID and DDEXT_INSECURE_LOOPBACK_ISSUER are not set in the image, in a service, or in the .env file from which a page without a backend is built.',
  why: "With them, an installed extension signs in over plain http on the user's machine, where any program can listen, and accepts test keys.",
  source: 'RFC 8414 section 2',
  fix: 'Remove them: ddext-simulator sets the variables of the simulator itself. Before you build a page without a backend, remove them from .env.',
  check: (extension) => [
    ...extension.environment.filter(isForDevelopment).map(({ name, at }) => found(name, at)),
    ...servicesOf(extension.compose)
      .flatMap(environmentOf)
      // A variable without a default has no value in the file.
      .filter(({ name, value }) => isForDevelopment({ name, value: interpolate(value).text }))
      .map(({ name, at }) => found(name, at)),
    ...builtFrom(extension).flatMap(settingsIn),
  ],
});

function isForDevelopment({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return (simulatorNames.includes(name) && value !== '') || (name === insecureName && value === '1');
}

const found = (name: string, at: Place) => problem(at, `${name} is set, which is for development only.`);

/** The files that Vite reads for a production build of a page without a backend. */
function builtFrom(extension: WorkspaceOrImage): readonly Text[] {
  if (extension.kind === 'image' || !extension.isGenerated) return [];
  if (extension.metadata === undefined || hasBackend(extension)) return [];
  return extension.privateFiles.filter(({ file }) => /^\.env(\.production)?(\.local)?$/.test(file));
}

function settingsIn(text: Text): Problem[] {
  const values = parseEnv(text.content);
  return [...simulatorNames, insecureName]
    .filter((name) => isForDevelopment({ name, value: values[name] ?? '' }))
    .map((name) =>
      found(name, text.place(text.content.search(new RegExp(`^[ \\t]*(export\\s+)?${name}\\s*=`, 'm')))),
    );
}

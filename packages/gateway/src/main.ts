import { parseArgs } from 'node:util';
import { SettingsError } from '@ddext-oauth/auth';
import { run } from '@ddext-oauth/auth/backend';
import { readSettings } from './settings/settings.ts';
import { start } from './start.ts';

/** Set by build.mjs. */
declare const VERSION: string;

const usage = `Usage: ddext-gateway [--check]

Adds sign-in to a Docker Desktop extension, in front of its own backend.
Settings are environment variables, and a JSON file named by DDEXT_SETTINGS.
See https://github.com/ddext-oauth/ddext-oauth/tree/main/packages/gateway

  --check    validates the settings and ends
  --version  prints the version
  --help     prints this text
`;

const options = {
  check: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

await run(async () => {
  const { check, help, version } = flags();
  if (help || version) return print(help ? usage : `${VERSION}\n`);
  const settings = readSettings(process.env);
  if (check) return print('The settings are valid.\n');
  return start(settings, process.env);
});

function flags() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new SettingsError(`${(error as Error).message} See --help.`);
  }
}

/** @returns a function that closes nothing */
function print(text: string): () => Promise<void> {
  process.stdout.write(text);
  return async () => undefined;
}

import { parseOptions } from '@ddext-oauth/check/command-line';
import { invalidOption } from '../errors.ts';
import type { SimulatorOptions } from '../options.ts';

export const usage = `Usage: ddext-simulator [directory] --image ORG/NAME (--ui DIR | --dist DIR)
       ddext-simulator try [PROVIDER]

A Docker Desktop dashboard in a browser, with an identity provider, for the extension in [directory]
(this folder unless given), which holds metadata.json. With try, one of its providers in the terminal; see
ddext-simulator try --help.

  --image ORG/NAME          the extension's image, with or without a tag
  --ui DIR                  the UI's Vite project, served with hot reload
  --dist DIR                the built UI, served as it is
  --backend "COMMAND"       the command that starts the backend, run by a shell in [directory]
  --port N                  of the dashboard; unless given, the same at every start where it is free
  --response-shape SHAPE    body (as documented), or wrapped (as some Docker Desktop versions answer)
  --api-version X.Y.Z       the extension SDK version Docker Desktop has; the newest known unless given
  --tab-parameters HOW      passed (as documented), or dropped (as by an older Docker Desktop) when an
                            extension-tab link opens the tab
  --form-action "SOURCES"   the identity provider's pages restrict where their forms lead, as in "'self'"
  --help, --version

The backend is given DDEXT_SOCKET, DDEXT_CALLBACK_ADDRESS, DDEXT_DATA, DDEXT_SIMULATOR_ISSUER and
DDEXT_SIMULATOR_CLIENT_ID; what [directory]/.env sets wins over these. A UI served with --ui is given
the DDEXT_SIMULATOR_ ones if its Vite define or envPrefix asks for them.
`;

export type Invocation = { readonly show: 'help' | 'version' } | { readonly start: SimulatorOptions };

const options = {
  image: { type: 'string' },
  ui: { type: 'string' },
  dist: { type: 'string' },
  backend: { type: 'string' },
  port: { type: 'string' },
  'response-shape': { type: 'string' },
  'api-version': { type: 'string' },
  'tab-parameters': { type: 'string' },
  'form-action': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw invalidOption(`--port takes a number from 0 to 65535, not "${text}".`);
}

/** One of a few words; the first unless given. */
function readChoice<Choice extends string>(
  flag: string,
  choices: readonly [Choice, ...Choice[]],
  text: string = choices[0],
): Choice {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw invalidOption(`${flag} takes ${choices.join(' or ')}, not "${text}".`);
}

function readUi(ui: string | undefined, dist: string | undefined): SimulatorOptions['ui'] {
  if (ui !== undefined && dist === undefined) return { directory: ui };
  if (dist !== undefined && ui === undefined) return { dist };
  throw invalidOption('Say where the UI is with one of --ui (a Vite project) and --dist (a built UI).');
}

/**
 * Reads the command line.
 *
 * @param args without the program's own name
 * @throws SimulatorError `options-invalid`
 */
export function readInvocation(args: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(
    { args: [...args], options, allowPositionals: true },
    invalidOption,
  );
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [directory = '.', ...rest] = positionals;
  if (rest.length > 0) throw invalidOption(`One directory is enough; "${rest[0]}" is a second one.`);
  const { image, ui, dist, backend, port, 'api-version': apiVersion, 'form-action': formAction } = values;
  if (image === undefined) throw invalidOption('Name the extension’s image: --image ORG/NAME.');
  return {
    start: {
      extensionDirectory: directory,
      image,
      ui: readUi(ui, dist),
      responseShape: readChoice('--response-shape', ['body', 'wrapped'], values['response-shape']),
      tabParameters: readChoice('--tab-parameters', ['passed', 'dropped'], values['tab-parameters']),
      ...(backend === undefined ? {} : { backend: { command: backend } }),
      ...(port === undefined ? {} : { port: readPort(port) }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(formAction === undefined ? {} : { formAction }),
    },
  };
}

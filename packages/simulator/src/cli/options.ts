import { parseOptions } from '@ddext-oauth/check/command-line';
import { hostIds } from '../ddclient/host.ts';
import { invalidOption } from '../errors.ts';
import type { SimulatorOptions } from '../options.ts';
import { parseDevServerUrl } from '../server/ui/dev-server-url.ts';

export const usage = `Usage: ddext-simulator [directory] [options]
       ddext-simulator try [PROVIDER]

A Docker Desktop dashboard in a browser, with a test identity provider, for any Docker extension. The extension is in
[directory] (default: this folder), or in a folder below it. With try, it tests the connection to a provider in the
terminal. See ddext-simulator try --help.

  --from-image IMAGE        takes the extension from a built image on this machine, which does not run
  --image ORG/NAME          the image of the extension, with or without a tag. Default: its name in the Makefile or README
  --ui DIR                  the Vite project of the UI, served with hot reload. Default: the one in [directory], if its
                            packages are installed
  --dist DIR                the built UI, served unchanged. Default: the folder that the Dockerfile copies or a bundler
                            writes
  --ui-url URL              a development server of the UI that runs, such as http://localhost:3000, with its hot reload
  --remote-ui               allows a --ui-url on another machine
  --backend "COMMAND"       the command that starts the backend, run by a shell in [directory]
  --compose                 starts the services of the compose file on the Docker Engine, and removes them at the end
  --backend-container NAME  a running container in which vm.cli.exec runs
  --watch DIR               restarts the backend when a file in DIR or [directory]/.env is saved; repeat the option
                            for several
  --port N                  the port of the dashboard. Default: derived from the image name, or the next free one
  --host HOST               docker, rancher (Rancher Desktop) or podman (Podman Desktop)
  --strict                  reject an extension with a problem in its files, instead of a warning
  --response-shape SHAPE    body (as documented) or wrapped (as in some Docker Desktop versions)
  --api-version X.Y.Z       the extension SDK version of Docker Desktop. Default: the newest known
  --tab-parameters HOW      passed (as documented) or dropped (as in an older Docker Desktop) when an extension-tab
                            link opens the tab
  --form-action "SOURCES"   restricts where forms of the identity provider may lead, as in "'self'"
  --help, --version

The backend gets DDEXT_SOCKET, DDEXT_CALLBACK_ADDRESS, DDEXT_DATA, DDEXT_SIMULATOR_ISSUER and
DDEXT_SIMULATOR_CLIENT_ID. Values in [directory]/.env override them. A UI served with --ui gets the
DDEXT_SIMULATOR_ variables that its Vite define or envPrefix matches.

In a terminal, these keys work: o opens the browser, r restarts the backend, q quits, h shows help.
`;

export type Invocation = { readonly show: 'help' | 'version' } | { readonly start: SimulatorOptions };

const options = {
  'from-image': { type: 'string' },
  image: { type: 'string' },
  ui: { type: 'string' },
  dist: { type: 'string' },
  'ui-url': { type: 'string' },
  'remote-ui': { type: 'boolean' },
  backend: { type: 'string' },
  compose: { type: 'boolean' },
  'backend-container': { type: 'string' },
  watch: { type: 'string', multiple: true },
  port: { type: 'string' },
  host: { type: 'string' },
  strict: { type: 'boolean' },
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

/** Parses one of the allowed values. The first is the default. */
function readChoice<Choice extends string>(
  flag: string,
  choices: readonly [Choice, ...Choice[]],
  text: string = choices[0],
): Choice {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw invalidOption(`${flag} takes ${choices.join(' or ')}, not "${text}".`);
}

interface UiFlags {
  readonly ui?: string | undefined;
  readonly dist?: string | undefined;
  readonly 'ui-url'?: string | undefined;
  readonly 'remote-ui'?: boolean | undefined;
}

function readUi({ ui, dist, 'ui-url': url, 'remote-ui': remote }: UiFlags): Pick<SimulatorOptions, 'ui'> {
  if ([ui, dist, url].filter((given) => given !== undefined).length > 1) {
    throw invalidOption(
      'Specify the UI with one of --ui (a Vite project), --dist (a built UI) and --ui-url (a development server).',
    );
  }
  if (url !== undefined) {
    parseDevServerUrl(url, remote ?? false);
    return { ui: { url, ...(remote && { remote }) } };
  }
  if (remote) throw invalidOption('--remote-ui allows the URL of --ui-url. Specify that too.');
  if (ui !== undefined) return { ui: { directory: ui } };
  return dist === undefined ? {} : { ui: { dist } };
}

interface BackendFlags {
  readonly backend?: string | undefined;
  readonly compose?: boolean | undefined;
  readonly watch?: readonly string[] | undefined;
}

function readBackend({ backend: command, compose, watch }: BackendFlags): Pick<SimulatorOptions, 'backend'> {
  if (compose && command !== undefined) {
    throw invalidOption('Specify the backend with either --backend (a command) or --compose (its services).');
  }
  if (compose && watch === undefined) return { backend: { compose } };
  if (command !== undefined) return { backend: { command, ...(watch && { watch }) } };
  if (watch !== undefined)
    throw invalidOption('--watch restarts the backend: specify its command with --backend.');
  return {};
}

/**
 * Parses the command line.
 *
 * @param args without the name of the program
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
  if (rest.length > 0) throw invalidOption(`Only one directory is allowed: remove "${rest[0]}".`);
  const {
    image,
    'from-image': fromImage,
    port,
    'api-version': apiVersion,
    'form-action': formAction,
    'backend-container': container,
  } = values;
  return {
    start: {
      extensionDirectory: directory,
      ...(fromImage === undefined ? {} : { fromImage }),
      ...(image === undefined ? {} : { image }),
      ...readUi(values),
      ...(values.strict && { strict: true }),
      host: readChoice('--host', hostIds, values.host),
      responseShape: readChoice('--response-shape', ['body', 'wrapped'], values['response-shape']),
      tabParameters: readChoice('--tab-parameters', ['passed', 'dropped'], values['tab-parameters']),
      ...readBackend(values),
      ...(container === undefined ? {} : { backendContainer: container }),
      ...(port === undefined ? {} : { port: readPort(port) }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(formAction === undefined ? {} : { formAction }),
    },
  };
}

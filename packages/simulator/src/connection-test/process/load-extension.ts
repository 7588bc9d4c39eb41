import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '../../errors.ts';
import type { ConnectionTestStep } from '../../events/connection-test-view.ts';

/** The settings of a provider that are read here. The extension's version of the auth package reads the others. */
export interface ProviderSettings {
  readonly id: string;
  readonly name?: string;
  readonly preset: { readonly name: string };
  readonly clientId: string | { readonly variable: string };
  /** The default is `authorization_code`. */
  readonly grants?: readonly string[];
}

/** The module auth/src/extension.ts. */
export interface ExtensionModule {
  readonly extension: {
    readonly id: string;
    readonly title: string;
    readonly strategy: string;
    readonly port?: number;
  };
}

/** The module auth/src/providers/index.ts. */
export interface ProvidersModule {
  readonly providers: readonly ProviderSettings[];
}

type ReadVariable = (name: string) => string | undefined | Promise<string | undefined>;
type Variables = (name: string) => string | undefined;

/** A `ConnectionTest` of `@ddext-oauth/auth/connection-test`. */
export interface ConnectionTest {
  readonly redirectUri: string;
  readonly next: string | undefined;
  readonly authorizationUrl: string | undefined;
  /** The device code that the user enters on the page. */
  readonly userCode: string | undefined;
  /** The IDs of the steps, in order. */
  readonly plan: readonly string[];
  matches(query: URLSearchParams): boolean;
  handleCallback(query: URLSearchParams): void;
  /** Ends the step that waits for a device code. */
  cancel(): void;
  step(): Promise<ConnectionTestStep>;
}

interface ConnectionTestOptions<Settings> {
  readonly extension: ExtensionModule['extension'];
  readonly settings: Settings;
  readonly read: ReadVariable;
  readonly grant: string;
}

interface ConnectionTestModule<Settings> {
  readonly ConnectionTest: new (options: ConnectionTestOptions<Settings> & object) => ConnectionTest;
  readonly stepTitles: Readonly<Record<string, string>>;
}

/** The files of an extension, and the version of the auth package that it uses. */
export interface LoadedExtension {
  readonly extension: ExtensionModule['extension'];
  readonly providers: readonly ProviderSettings[];
  readonly read: ReadVariable;
  readonly stepTitles: Readonly<Record<string, string>>;
  begin(settings: ProviderSettings, grant: string): ConnectionTest;
}

/** The message without the list of modules that Node appends. */
function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}

/** Imports a package as a file in the folder would. */
async function importFrom<Module>(directory: string, name: string): Promise<Module> {
  const path = createRequire(join(directory, 'package.json')).resolve(name);
  return (await import(pathToFileURL(path).href)) as Module;
}

/**
 * Imports TypeScript files with the Vite of the UI. Every extension has it, also without a backend, and Node 20
 * cannot load TypeScript.
 */
async function importSources(
  vite: typeof import('vite'),
  authDirectory: string,
): Promise<ExtensionModule & ProvidersModule> {
  const server = await vite.createServer({
    root: authDirectory,
    configFile: false,
    envFile: false,
    appType: 'custom',
    logLevel: 'error',
    // Node resolves packages, so that the providers and the connection test share one instance.
    ssr: { external: true },
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
  });
  try {
    const [{ extension }, { providers }] = await Promise.all([
      server.ssrLoadModule('/src/extension.ts') as Promise<ExtensionModule>,
      server.ssrLoadModule('/src/providers/index.ts') as Promise<ProvidersModule>,
    ]);
    return { extension, providers };
  } finally {
    await server.close();
  }
}

/**
 * Loads an extension with the layout that `create-ddext-oauth` generates.
 *
 * @param directory the folder of the extension
 * @param uiDirectory its Vite project
 * @throws Error that names the missing part
 */
export async function loadExtension(
  directory: string,
  uiDirectory: string,
  environment: NodeJS.ProcessEnv,
): Promise<LoadedExtension> {
  const auth = join(directory, 'auth');
  const vite = await importFrom<typeof import('vite')>(uiDirectory, 'vite').catch((error: unknown) => {
    throw new Error(`Could not load Vite from ${uiDirectory}: ${firstLine(error)}. Install it there.`);
  });
  const { extension, providers } = await importSources(vite, auth).catch((error: unknown) => {
    const files = 'auth/src/extension.ts and auth/src/providers/index.ts';
    throw new Error(`Could not load the extension's providers from ${files}: ${firstLine(error)}`);
  });
  const load = <Module>(name: string) =>
    importFrom<Module>(auth, name).catch((error: unknown) => {
      const hint = 'Install the newest version of @ddext-oauth/auth in auth/.';
      throw new Error(`Could not load ${name} from auth/: ${firstLine(error)}. ${hint}`);
    });
  const [{ simulated }, { readEnvironment }, { ConnectionTest, stepTitles }] = await Promise.all([
    load<{ simulated: (read: Variables) => object }>('@ddext-oauth/auth'),
    load<{ readEnvironment: (environment: NodeJS.ProcessEnv) => ReadVariable }>('@ddext-oauth/auth/backend'),
    load<ConnectionTestModule<ProviderSettings>>('@ddext-oauth/auth/connection-test'),
  ]);
  const read = readEnvironment(environment);
  return {
    ...{ extension, providers, read, stepTitles },
    begin: (settings, grant) =>
      new ConnectionTest({ extension, settings, read, grant, ...simulated((name) => environment[name]) }),
  };
}

import { presetIdentifier } from '@ddext-oauth/providers/catalog';
import type { AddOptions } from '../options.ts';
import { extensionText, providerTexts } from '../settings-text.ts';

/** The module of JavaScript that adds sign-in to a backend with Express. Its export is the middleware. */
export function signInModule(options: AddOptions, modules: 'commonjs' | 'esm'): string {
  const presets = options.providers.map(({ id }) => presetIdentifier(id)).join(', ');
  const body = `  const read = readEnvironment(process.env);
  const logger = createLogger();
  const auth = new Auth({
    extension,
    providers,
    // Sealed with a key that the page stores and sends.
    store: sealedFileStore({ directory: process.env.DDEXT_DATA || '/data' }),
    read,
    onSignIn: logSignIns(logger),
    // Only the simulator sets this: it simulates the providers that have no client ID yet.
    ...simulated((name) => process.env[name]),
  });
  await serve({ callback: callbackApp(auth, { logger }), extension, environment: process.env, logger });
  return socketApiAt(auth, { prefix: '${options.prefix}', logger });`;
  const parts = { presets, body, options };
  return modules === 'esm' ? esm(parts) : commonjs(parts);
}

interface Parts {
  readonly presets: string;
  readonly body: string;
  readonly options: AddOptions;
}

const BACKEND = 'callbackApp, createLogger, logSignIns, readEnvironment, serve, socketApiAt';
const HEADER = '// Written by create-ddext-oauth for this extension. Change it as you like.';

function esm({ presets, body, options }: Parts): string {
  return `${HEADER}
import { Auth, defineProvider, simulated } from '@ddext-oauth/auth';
import { ${BACKEND} } from '@ddext-oauth/auth/backend';
import { ${presets} } from '@ddext-oauth/auth/providers';
import { sealedFileStore } from '@ddext-oauth/auth/stores';

const extension = ${extensionText(options)};
const providers = [
${providerTexts(options)}
];

async function start() {
${body}
}

/** Middleware for Express: answers the calls of the sign-in, and passes every other request on. Use it before any other. */
export const signIn = await start();
`;
}

function commonjs({ presets, body, options }: Parts): string {
  return `${HEADER}
const extension = ${extensionText(options)};

// The package is an ES module, which import() loads in CommonJS.
async function start() {
  const { Auth, defineProvider, simulated } = await import('@ddext-oauth/auth');
  const { ${BACKEND} } = await import(
    '@ddext-oauth/auth/backend'
  );
  const { ${presets} } = await import('@ddext-oauth/auth/providers');
  const { sealedFileStore } = await import('@ddext-oauth/auth/stores');
  const providers = [
${providerTexts(options)
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
  ];
${body}
}

const started = start();

/** Middleware for Express: answers the calls of the sign-in, and passes every other request on. Use it before any other. */
exports.signIn = (request, response, next) => {
  started.then((signIn) => signIn(request, response, next)).catch(next);
};
`;
}

import type { CatalogEntry, Host, Redirect, Strategy } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { parseAccept, type Sharing } from './rules/accept.ts';
import { HOSTS_SCHEMA, hostsOf, parseHosts } from './rules/hosts.ts';
import { IMAGE_SCHEMA, parseImage } from './rules/image.ts';
import { type KeyLocation, type KeyUse, keyLocations, parseKey } from './rules/key.ts';
import { DEFAULT_LICENSE, type License, licenses, parseLicense } from './rules/license.ts';
import { parseName, titleOf } from './rules/name.ts';
import { PORT_SCHEMA, parsePort, portOf } from './rules/port.ts';
import { parseDpop, parsePar, parsePrivateKeyJwt, type SettingUse } from './rules/provider-settings.ts';
import { type ProviderUse, parseProviders } from './rules/providers.ts';
import { parseRemoteCache, REMOTE_CACHE_SCHEMA } from './rules/remote-cache.ts';
import { LONGEST_TITLE, parseTitle, TITLE_SCHEMA } from './rules/title.ts';
import { parseTokens, type TokenProvider, tokenProviders } from './rules/token.ts';
import {
  exchanges,
  parseExchange,
  parseRedirect,
  parseStrategy,
  redirects,
  strategies,
} from './strategies.ts';

/**
 * An option. Command-line options, help, prompts, JSON Schemas and the tables of the documentation are generated from these rows.
 *
 * `Given` is the form that a user types, `Value` the parsed form, and `Known` the options that it depends on.
 */
export interface OptionRow<Given extends string | readonly string[] | boolean, Value, Known = unknown> {
  /** The value in usage texts; empty for an option without a value. */
  readonly placeholder: string;
  /** Whether the option may be repeated. */
  readonly repeatable: boolean;
  readonly description: string;
  /** What a prompt asks. */
  readonly question: string;
  /** The default in words. {@link fallback} returns it. */
  readonly defaultDescription: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** The only strategy with which the option has an effect. */
  readonly goesWith?: Strategy;
  /** JSON Schema of one value, besides the choices. */
  readonly schema: ValueSchema;
  /** The default, in the form in which it is given. */
  readonly fallback: (known: Known) => Given;
  /** @throws {import('../errors.ts').ScaffoldError} */
  readonly parse: (given: Given, known: Known) => Value;
}

/** Keywords of JSON Schema 2020-12. `parse` checks the value too. */
export interface ValueSchema {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const TEXT: ValueSchema = { type: 'string' };

interface OptionTable {
  /** A path; its base name, checked by `parse`, is the extension's name. */
  readonly directory: OptionRow<string, string>;
  readonly strategy: OptionRow<string, Strategy>;
  readonly redirect: OptionRow<string, Redirect, { readonly strategy: Strategy }>;
  readonly exchange: OptionRow<string, Exchange, { readonly strategy: Strategy }>;
  readonly key: OptionRow<string, KeyLocation, KeyUse>;
  readonly hosts: OptionRow<string, readonly Host[], { readonly strategy: Strategy }>;
  readonly provider: OptionRow<readonly string[], readonly CatalogEntry[], ProviderUse>;
  readonly token: OptionRow<readonly string[], readonly TokenProvider[], { readonly exchange: Exchange }>;
  readonly accept: OptionRow<readonly string[], readonly string[], Sharing>;
  readonly privateKeyJwt: OptionRow<readonly string[], readonly string[], SettingUse>;
  readonly par: OptionRow<readonly string[], readonly string[], SettingUse>;
  readonly dpop: OptionRow<readonly string[], readonly string[], SettingUse>;
  readonly image: OptionRow<string, string, { readonly name: string }>;
  readonly title: OptionRow<string, string, { readonly name: string }>;
  readonly port: OptionRow<string, number, { readonly image: string }>;
  readonly bare: OptionRow<boolean, boolean>;
  readonly license: OptionRow<string, License | undefined, { readonly shared: boolean }>;
  readonly remoteCache: OptionRow<string, string | undefined, { readonly shared: boolean }>;
}

/** In the order in which they are resolved and documented. `directory` is positional. */
export const optionTable: OptionTable = {
  directory: {
    placeholder: 'DIR',
    repeatable: false,
    description: 'Directory to create; its last part is the name of the extension',
    question: 'Which directory should be created? Its last part is the name of the extension.',
    defaultDescription: 'my-extension',
    schema: { type: 'string', minLength: 1 },
    fallback: () => 'my-extension',
    parse: parseName,
  },
  strategy: {
    placeholder: 'STRATEGY',
    repeatable: false,
    description: 'Redirect strategy: how the browser returns to the extension',
    question: 'How should the browser return to the extension?',
    defaultDescription: 'backend-callback',
    choices: strategies.map(({ id, summary }) => ({ value: id, label: summary })),
    schema: TEXT,
    fallback: () => 'backend-callback',
    parse: parseStrategy,
  },
  redirect: {
    placeholder: 'FORM',
    repeatable: false,
    description: 'Form of the redirect URI, with extension-tab',
    question: 'Which form should the redirect URI have?',
    defaultDescription: 'scheme',
    choices: redirects.map(({ id, summary }) => ({ value: id, label: summary })),
    goesWith: 'extension-tab',
    schema: TEXT,
    fallback: () => 'scheme',
    parse: (given, { strategy }) => parseRedirect(given, strategy),
  },
  exchange: {
    placeholder: 'WHERE',
    repeatable: false,
    description: 'Where the code is exchanged and the tokens are stored',
    question: 'Where should the code be exchanged and the tokens be stored?',
    defaultDescription: 'backend',
    choices: exchanges.map(({ id, summary }) => ({ value: id, label: summary })),
    goesWith: 'extension-tab',
    schema: TEXT,
    fallback: () => 'backend',
    parse: (given, { strategy }) => parseExchange(given, strategy),
  },
  key: {
    placeholder: 'WHERE',
    repeatable: false,
    description: "Where the key of the backend's accounts is stored",
    question: "Where should the key of the backend's accounts be stored?",
    defaultDescription: 'page',
    choices: keyLocations.map(({ id, summary }) => ({ value: id, label: summary })),
    schema: TEXT,
    fallback: () => 'page',
    parse: parseKey,
  },
  hosts: {
    placeholder: 'LIST',
    repeatable: false,
    description: 'Apps in which users must be able to sign in, separated by commas: docker, rancher, podman',
    question: 'In which apps must users be able to sign in?',
    defaultDescription: `${hostsOf('backend-callback')}; with extension-tab ${hostsOf('extension-tab')}, the only one that opens the tab`,
    schema: HOSTS_SCHEMA,
    fallback: ({ strategy }) => hostsOf(strategy),
    parse: parseHosts,
  },
  provider: {
    placeholder: 'ID',
    repeatable: true,
    description: 'Sign-in provider; repeat the option for several',
    question: 'Which sign-in providers should the extension have?',
    defaultDescription: 'oidc; no provider if --token is given',
    choices: catalog.map(({ id, name }) => ({ value: id, label: name })),
    schema: TEXT,
    fallback: ({ token = [] }) => (token.length > 0 ? [] : ['oidc']),
    parse: (given, use) => parseProviders(given, catalog, use),
  },
  token: {
    placeholder: 'ID',
    repeatable: true,
    description: 'Provider whose users can paste a key or token; repeat the option for several',
    question: 'Of which providers can users paste a key?',
    defaultDescription: 'none',
    choices: tokenProviders.map(({ provider, name }) => ({ value: provider, label: name })),
    schema: TEXT,
    fallback: (_known) => [],
    parse: parseTokens,
  },
  accept: {
    placeholder: 'ID',
    repeatable: true,
    description:
      'Provider not known to send iss (RFC 9207) that may share the redirect URI of the tab; repeat the option for several',
    question: 'Do you trust these providers?',
    defaultDescription: 'none: such a provider is rejected',
    goesWith: 'extension-tab',
    schema: TEXT,
    fallback: (_sharing) => [],
    parse: parseAccept,
  },
  privateKeyJwt: {
    placeholder: 'ID',
    repeatable: true,
    description:
      'Provider at which the backend authenticates with a private key (private_key_jwt, RFC 7523); repeat the option for several',
    question: 'At which providers does the backend authenticate with a private key?',
    defaultDescription: 'a client secret, or a public client',
    schema: TEXT,
    fallback: (_use) => [],
    parse: parsePrivateKeyJwt,
  },
  par: {
    placeholder: 'ID',
    repeatable: true,
    description:
      'Provider that receives each authorization request before the browser opens (PAR, RFC 9126); repeat the option for several',
    question: 'Which providers receive authorization requests before the browser?',
    defaultDescription: 'those whose metadata requires it of every client',
    schema: TEXT,
    fallback: (_use) => [],
    parse: parsePar,
  },
  dpop: {
    placeholder: 'ID',
    repeatable: true,
    description: 'Provider whose tokens are bound to a key (DPoP, RFC 9449); repeat the option for several',
    question: 'Which providers bind tokens to a key?',
    defaultDescription: 'those that issue no other tokens',
    schema: TEXT,
    fallback: (_use) => [],
    parse: parseDpop,
  },
  image: {
    placeholder: 'ORG/NAME',
    repeatable: false,
    description: "Name of the image, which is the extension's ID, without a tag",
    question: 'What is the image called? Its name, ORG/NAME, is the ID of the extension.',
    defaultDescription: 'my-org/NAME; replace my-org with your organization before you publish',
    schema: IMAGE_SCHEMA,
    fallback: ({ name }) => `my-org/${name}`,
    parse: (given, { name }) => parseImage(given, name),
  },
  title: {
    placeholder: 'TITLE',
    repeatable: false,
    description: `Title in Docker Desktop's sidebar, at most ${LONGEST_TITLE} characters`,
    question: 'Which title should Docker Desktop show?',
    defaultDescription: 'the words of the name, capitalized',
    schema: TITLE_SCHEMA,
    fallback: ({ name }) => titleOf(name, LONGEST_TITLE),
    parse: parseTitle,
  },
  port: {
    placeholder: 'PORT',
    repeatable: false,
    description: 'Port of the callback server on 127.0.0.1, from 1024 to 65535',
    question: 'Which port of 127.0.0.1 should the provider redirect to?',
    defaultDescription: 'derived from the image name, from 24387 to 29998',
    goesWith: 'backend-callback',
    schema: PORT_SCHEMA,
    fallback: ({ image }) => String(portOf(image)),
    parse: (given, { image }) => parsePort(given, image),
  },
  bare: {
    placeholder: '',
    repeatable: false,
    description: "Leave out the example of a call to the provider's API",
    question: "Leave out the example of a call to the provider's API?",
    defaultDescription: 'the example is generated',
    schema: { type: 'boolean' },
    fallback: () => false,
    parse: (given) => given,
  },
  license: {
    placeholder: 'ID',
    repeatable: false,
    description: 'License of the extension, as an SPDX identifier',
    question: 'Which license should the extension have?',
    defaultDescription: DEFAULT_LICENSE,
    choices: licenses.map(({ id, summary }) => ({ value: id, label: summary })),
    schema: TEXT,
    fallback: ({ shared }) => (shared ? '' : DEFAULT_LICENSE),
    parse: (given, { shared }) => parseLicense(given, shared),
  },
  remoteCache: {
    placeholder: 'URL',
    repeatable: false,
    description: "Server of Nx's remote cache, which CI uses",
    question: 'Which server has the remote cache of Nx?',
    defaultDescription: 'none: each CI run starts without earlier results',
    schema: REMOTE_CACHE_SCHEMA,
    fallback: (_known) => '',
    parse: (given, { shared }) => parseRemoteCache(given, shared),
  },
};

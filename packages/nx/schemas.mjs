import { optionSchemas, optionTable } from '@ddext-oauth/scaffold';

/**
 * @typedef {Pick<import('@ddext-oauth/scaffold').OptionRow<string, unknown>, 'choices' | 'question' | 'repeatable'>} Row
 * @typedef {import('@ddext-oauth/scaffold').OptionName} OptionName
 * @typedef {Record<string, unknown>} Schema a JSON Schema, with Nx's additions
 */

/**
 * The options of each generator as JSON Schema with Nx's additions (x-prompt, $default), generated from the option table of the
 * scaffold. The build writes them to dist/schemas.
 *
 * @see https://nx.dev/docs/extending-nx/generator-options
 */
const { directory, ...choices } = optionTable;

/** The options for which Nx prompts. The command prompts for them too. */
const asked = ['strategy', 'provider', 'image'];

/** @param {Row} row */
const values = (row) => row.choices?.map(({ value }) => value);
/** @param {Row} row */
const items = (row) => row.choices?.map(({ value, label }) => ({ value, label: `${value}: ${label}` }));

/**
 * An option without its default, which Nx would pass to a generator as if the user gave it, so that it would replace the option
 * of an existing extension. Also without limits on texts: the generator's message says more than "does not match".
 *
 * @param {OptionName} name
 * @param {Row} row
 * @returns {[name: string, schema: Schema]}
 */
function property(name, row) {
  const { default: _default, pattern, minLength, maxLength, ...schema } = optionSchemas()[name];
  return [name, { ...schema, ...(asked.includes(name) && prompt(row)) }];
}

/**
 * @param {Row} row
 * @returns {Schema}
 */
function prompt(row) {
  const message = row.question;
  if (!row.choices) return { 'x-prompt': message, 'x-priority': 'important' };
  const list = { message, type: 'list', ...(row.repeatable && { multiselect: true }), items: items(row) };
  return { 'x-prompt': list, 'x-priority': 'important' };
}

/** @type {Record<string, Schema>} */
const options = Object.fromEntries(
  Object.entries(choices).map(([name, row]) => property(/** @type {OptionName} */ (name), row)),
);
/** The options, without those that require a workspace with only one extension. */
const { key: _key, license: _license, remoteCache: _remoteCache, ...ofExtension } = options;
/** @param {OptionName[]} names */
const only = (...names) => Object.fromEntries(names.map((name) => [name, options[name]]));
/** @param {Schema} schema */
const positional = (schema, index = 0) => ({ ...schema, $default: { $source: 'argv', index } });

/** Selects an extension of the workspace. */
const project = {
  type: 'string',
  description: 'The extension, by project name or folder (default: the only one)',
  alias: 'p',
};

/** Files to leave unchanged. The message of a conflict names them. */
const skip = {
  type: 'array',
  items: { type: 'string' },
  description: 'Do not change this file of the extension, after a conflict; repeat the option for several',
};

/** @param {string} message */
const aProvider = (message) =>
  positional({
    type: 'string',
    enum: values(choices.provider),
    description: choices.provider.description.replace(/;.*/, ''),
    'x-prompt': { message, type: 'list', items: items(choices.provider) },
    'x-priority': 'important',
  });

/**
 * Providers by key only are not in the prompt: `--method` decides.
 *
 * @param {string} message
 */
function aProviderOrKey(message) {
  const ids = new Set([...(values(choices.provider) ?? []), ...(values(choices.token) ?? [])]);
  return { ...aProvider(message), enum: [...ids] };
}

const method = {
  type: 'string',
  enum: ['oauth', 'token'],
  description: 'How users sign in: with OAuth, or with a key or token that they paste (default: oauth)',
};

/** @param {Schema | undefined} schema */
function withoutPrompt({ 'x-prompt': _prompt, 'x-priority': _priority, ...schema } = {}) {
  return schema;
}

/** @param {'port' | 'image' | 'title' | 'hosts'} name */
const aValue = (name) =>
  positional({
    ...options[name],
    'x-prompt': name === 'hosts' ? choices.hosts.question : `${choices[name].description}?`,
    'x-priority': 'important',
  });

/**
 * @type {Record<string, {title: string, properties: Record<string, Schema | undefined>, required: string[], examples: [words: string, means: string][], additionalProperties?: boolean}>}
 */
const schemas = {
  extension: {
    title: 'Add a Docker Desktop extension to this workspace',
    properties: {
      directory: positional({
        type: 'string',
        description: `Directory of the extension in the workspace; its last part is the name of the extension`,
        'x-prompt': 'Directory of the extension, such as extensions/hello?',
        'x-priority': 'important',
      }),
      ...ofExtension,
    },
    required: ['directory'],
    examples: [
      ['extensions/hello', 'With the defaults'],
      ['extensions/hello --provider=github --image=acme/hello', 'With GitHub, as acme/hello'],
    ],
  },
  preset: {
    title: 'Create a Docker Desktop extension in a new workspace; create-nx-workspace runs this',
    properties: {
      name: positional({
        type: 'string',
        description: 'Name of the workspace and of the extension',
      }),
      ...options,
    },
    required: ['name'],
    // create-nx-workspace passes on all of its own options, which differ between versions. The generator rejects a probable
    // misspelling of its own options.
    additionalProperties: true,
    examples: [['hello', 'In a new workspace']],
  },
  provider: {
    title: 'Add a provider to an extension',
    properties: {
      provider: aProviderOrKey('Which provider?'),
      method,
      ...only('accept', 'privateKeyJwt', 'par', 'dpop'),
      project,
      skip,
    },
    required: ['provider'],
    examples: [
      ['github', 'To the only extension'],
      ['github --project=hello', 'To one of several'],
      ['github --method=token', 'With keys that users paste'],
      ['keycloak --dpop=keycloak', 'With tokens that are bound to a key'],
    ],
  },
  'remove-provider': {
    title: 'Remove a provider from an extension',
    properties: { provider: aProviderOrKey('Which provider?'), method, project, skip },
    required: ['provider'],
    examples: [['github', 'From the only extension']],
  },
  strategy: {
    title: 'Change the redirect strategy of an extension',
    properties: {
      // Without a prompt, because another option is sufficient.
      strategy: positional(withoutPrompt(options.strategy)),
      ...only('redirect', 'exchange', 'accept', 'port'),
      project,
      skip,
    },
    required: [],
    examples: [
      ['extension-tab', "To the extension's tab"],
      ['extension-tab --redirect=bridge', "By Docker's https page"],
    ],
  },
  port: {
    title: 'Change the port of the callback server of an extension',
    properties: { port: aValue('port'), project, skip },
    required: ['port'],
    examples: [['24500', 'To 127.0.0.1:24500']],
  },
  image: {
    title: 'Change the image name of an extension, which is its ID',
    properties: { image: aValue('image'), project, skip },
    required: ['image'],
    examples: [['acme/hello', 'To acme/hello']],
  },
  title: {
    title: 'Change the title of an extension',
    properties: { title: aValue('title'), project, skip },
    required: ['title'],
    examples: [['"Hello, World"', 'To the title in the sidebar']],
  },
  key: {
    title: "Change where the key of the backend's accounts is stored",
    properties: {
      key: positional({ ...options.key, ...prompt(choices.key) }),
      project,
      skip,
    },
    required: ['key'],
    examples: [['keychain', "To the operating system's keychain"]],
  },
  hosts: {
    title: 'Change the hosts in which users must be able to sign in',
    properties: { hosts: aValue('hosts'), project, skip },
    required: ['hosts'],
    examples: [['docker,podman', 'To Docker Desktop and Podman Desktop']],
  },
  'remote-cache': {
    title: "Set up Nx's remote cache in the CI workflow",
    properties: {
      url: positional({
        ...options.remoteCache,
        'x-prompt': 'URL of the server?',
        'x-priority': 'important',
      }),
      project,
      skip,
    },
    required: ['url'],
    examples: [['https://nx-cache.example.com', 'With this server']],
  },
};

/** @returns {Record<string, string>} file name to text */
export function schemaTexts() {
  return Object.fromEntries(
    Object.entries(schemas).map(
      ([name, { title, properties, required, examples, additionalProperties = false }]) => {
        const schema = {
          $schema: 'https://json-schema.org/schema',
          $id: `DdextOauth${name}`,
          title,
          description: `${title}.`,
          type: 'object',
          properties,
          required,
          additionalProperties,
          examples: examples.map(([words, means]) => ({
            command: `nx generate @ddext-oauth/nx:${name} ${words}`,
            description: means,
          })),
        };
        return [`${name}.json`, `${JSON.stringify(schema, null, 2)}\n`];
      },
    ),
  );
}

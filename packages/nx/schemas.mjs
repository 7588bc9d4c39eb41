import { optionSchemas, optionTable } from '@ddext-oauth/scaffold';

/**
 * The options of each generator as JSON Schema with the extensions of Nx (x-prompt, $default), generated from the option table of the
 * scaffold. The build writes them to dist/schemas.
 *
 * @see https://nx.dev/docs/extending-nx/generator-options
 */
const { directory, ...choices } = optionTable;

/** Options with a prompt. */
const asked = ['strategy', 'provider', 'image'];

const values = (row) => row.choices?.map(({ value }) => value);
const items = (row) => row.choices?.map(({ value, label }) => ({ value, label: `${value}: ${label}` }));

/**
 * Without defaults, which Nx would pass to a generator as given values, and so reset the options of an extension. Without patterns and
 * lengths, for which the generator has better messages than "does not match".
 */
function property([name, row]) {
  const { default: _default, pattern, minLength, maxLength, ...schema } = optionSchemas()[name];
  return [name, { ...schema, ...(asked.includes(name) && prompt(row)) }];
}

function prompt(row) {
  const message = `${row.description}?`;
  if (!row.choices) return { 'x-prompt': message, 'x-priority': 'important' };
  const list = { message, type: 'list', ...(row.repeatable && { multiselect: true }), items: items(row) };
  return { 'x-prompt': list, 'x-priority': 'important' };
}

const options = Object.fromEntries(Object.entries(choices).map(property));
const only = (...names) => Object.fromEntries(names.map((name) => [name, options[name]]));
const positional = (schema, index = 0) => ({ ...schema, $default: { $source: 'argv', index } });

/** Selects an extension of the workspace. */
const project = {
  type: 'string',
  description: 'The extension, by project name or folder (default: the only one)',
  alias: 'p',
};

/** The error for a conflict lists the files to pass here. */
const skip = {
  type: 'array',
  items: { type: 'string' },
  description: 'Do not change this file of the extension, after a conflict; repeat the option for several',
};

const aProvider = (message) =>
  positional({
    type: 'string',
    enum: values(choices.provider),
    description: choices.provider.description.replace(/;.*/, ''),
    'x-prompt': { message, type: 'list', items: items(choices.provider) },
    'x-priority': 'important',
  });

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
      ...options,
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
    // create-nx-workspace passes on its own options, which depend on its version. The generator rejects misspelled options of its own.
    additionalProperties: true,
    examples: [['hello', 'In a new workspace']],
  },
  provider: {
    title: 'Add a provider to an extension',
    properties: { provider: aProvider('Which provider?'), ...only('accept'), project, skip },
    required: ['provider'],
    examples: [
      ['github', 'To the only extension'],
      ['github --project=hello', 'To one of several'],
    ],
  },
  'remove-provider': {
    title: 'Remove a provider from an extension',
    properties: { provider: aProvider('Which provider?'), project, skip },
    required: ['provider'],
    examples: [['github', 'From the only extension']],
  },
  strategy: {
    title: 'Change the redirect strategy of an extension',
    properties: { ...only('strategy', 'redirect', 'exchange', 'accept', 'port'), project, skip },
    required: ['strategy'],
    examples: [
      ['extension-tab', "To the extension's tab"],
      ['extension-tab --redirect=bridge', "By Docker's https page"],
    ],
  },
};
schemas.strategy.properties.strategy = positional(schemas.strategy.properties.strategy);

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

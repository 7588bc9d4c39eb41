import { optionTable, type ValueSchema } from './option-table.ts';

/** A JSON Schema of one option, with keywords of draft 2020-12 that Nx supports too. */
export interface OptionSchema extends Omit<ValueSchema, 'type'> {
  readonly type: ValueSchema['type'] | 'array';
  readonly description: string;
  readonly default?: string | boolean | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: ValueSchema & { readonly enum?: readonly string[] };
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
}

export type OptionName = keyof typeof optionTable;

type AnyRow = (typeof optionTable)[OptionName];

/** The schema of each option by name, generated from the option table. The Nx generators add keywords. */
export function optionSchemas(): Readonly<Record<OptionName, OptionSchema>> {
  const entries = Object.entries({ ...optionTable }).map(([name, row]) => [name, optionSchema(row)]);
  return Object.fromEntries(entries);
}

function optionSchema(row: AnyRow): OptionSchema {
  const value = { ...row.schema, ...(row.choices && { enum: row.choices.map(({ value }) => value) }) };
  return {
    ...(row.repeatable ? { type: 'array', items: value, minItems: 1, uniqueItems: true } : value),
    description: `${row.description} (default: ${row.defaultDescription})`,
    ...constantDefault(row),
  };
}

/** A default that depends on other options is only described in words. */
function constantDefault({ fallback }: AnyRow): Pick<OptionSchema, 'default'> {
  return fallback.length === 0 ? { default: fallback(undefined as never) } : {};
}

/**
 * The options as one JSON Schema, draft 2020-12. It does not contain the compatibility rules: resolveOptions may reject a provider
 * that the schema accepts.
 */
export function optionsSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Options of create-ddext-oauth',
    description:
      'Options of a Docker Desktop extension. Each property is the command-line option of the same name, which is in kebab case.',
    type: 'object',
    properties: optionSchemas(),
    additionalProperties: false,
    ...conditions(),
  };
}

/** An option of a strategy that is not the default may differ from its own default only with that strategy. */
function conditions(): object {
  const usual = String(optionTable.strategy.fallback(undefined));
  const rows = Object.entries({ ...optionTable }).filter(
    ([, { goesWith }]) => goesWith && goesWith !== usual,
  );
  return {
    allOf: rows.map(([name, row]) => ({
      if: { ...otherThanDefault(name, optionSchema(row)), required: [name] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { properties: { strategy: { const: row.goesWith } }, required: ['strategy'] },
    })),
  };
}

/** Matches any value, except a default that is constant. */
function otherThanDefault(name: string, { default: usual }: OptionSchema): object {
  return { properties: { [name]: usual === undefined ? true : { not: { const: usual } } } };
}

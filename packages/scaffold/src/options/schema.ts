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
 * The options as one JSON Schema, draft 2020-12. It describes all that can be described without the catalogue's verdicts: a
 * provider may still be refused with a strategy that it is documented not to work with.
 */
export function optionsSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Options of create-ddext-oauth',
    description:
      'What a Docker Desktop extension is made from. Each property is the option of its name, in kebab case on the command line.',
    type: 'object',
    properties: optionSchemas(),
    additionalProperties: false,
    ...conditions(),
  };
}

/** What goes with another strategy than the default one may be given, in another value than its default, only with it. */
function conditions(): object {
  const usual = String(optionTable.strategy.fallback(undefined));
  const rows = Object.entries({ ...optionTable }).filter(
    ([, { goesWith }]) => goesWith && goesWith !== usual,
  );
  return {
    allOf: rows.map(([name, row]) => ({
      if: { ...otherThanDefault(name, optionSchema(row)), required: [name] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
      then: { properties: { strategy: { const: row.goesWith } }, required: ['strategy'] },
    })),
  };
}

/** A default that is told in words only cannot be given in so many letters. */
function otherThanDefault(name: string, { default: usual }: OptionSchema): object {
  return { properties: { [name]: usual === undefined ? true : { not: { const: usual } } } };
}

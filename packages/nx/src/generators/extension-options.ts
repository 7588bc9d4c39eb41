import { optionTable, type RawOptions } from '@ddext-oauth/scaffold';

/** The options of an extension as Nx passes them: those of the option table, with the port as a number. */
export type ExtensionSchema = Omit<RawOptions, 'port' | 'workspace'> & { readonly port?: number | undefined };

/** The options in the form in which a user types them. */
export function rawOptions(schema: ExtensionSchema): RawOptions {
  const { port, ...rest } = Object.fromEntries(
    Object.keys(optionTable).map((name) => [name, schema[name as keyof ExtensionSchema]]),
  ) as ExtensionSchema;
  return { ...rest, ...(port !== undefined && { port: String(port) }) };
}

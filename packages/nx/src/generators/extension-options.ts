import { optionTable, type RawOptions } from '@ddext-oauth/scaffold';

/** The options of an extension as Nx hands them on: those of the option table, a port as a number. */
export type ExtensionSchema = Omit<RawOptions, 'port' | 'workspace'> & { readonly port?: number | undefined };

/** As they would be typed. */
export function rawOptions(schema: ExtensionSchema): RawOptions {
  const { port, ...rest } = Object.fromEntries(
    Object.keys(optionTable).map((name) => [name, schema[name as keyof ExtensionSchema]]),
  ) as ExtensionSchema;
  return { ...rest, ...(port !== undefined && { port: String(port) }) };
}

import { parse } from 'yaml';

/** An object of JSON or YAML whose members are not known. */
export type Data = Readonly<Record<string, unknown>>;

/** The member as an object; empty for anything else. */
export function objectIn(data: Data, ...names: readonly string[]): Data {
  let found: unknown = data;
  for (const name of names) found = isData(found) ? found[name] : undefined;
  return isData(found) ? found : {};
}

/** The member as text that is not empty; undefined for anything else. */
export function textIn(data: Data, name: string): string | undefined {
  const { [name]: value } = data;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Undefined for a text that is not a JSON object. */
export function jsonObject(text: string | undefined): Data | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isData(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Undefined for a text that is not one YAML document with a map. */
export function yamlObject(text: string | undefined): Data | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = parse(text);
    return isData(value) ? value : undefined;
  } catch (error) {
    if (error instanceof Error && /^YAML/.test(error.name)) return undefined;
    throw error;
  }
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A line of a file of environment variables, such as .env.example. */
const SETTING = /^(\w+)=(.*)$/gm;

export const isEnvironmentFile = (path: string): boolean => /(^|\/)\.env(\.|$)/.test(path);

export function withoutValues(text: string): string {
  return text.replace(SETTING, '$1=');
}

/** The text with the values that its variables have in another text. An empty value there does not replace one. */
export function withValuesOf(source: string, text: string): string {
  const values = new Map(Array.from(source.matchAll(SETTING), ([, name, value]) => [name, value]));
  return text.replace(SETTING, (line, name: string) => {
    const value = values.get(name);
    return value ? `${name}=${value}` : line;
  });
}

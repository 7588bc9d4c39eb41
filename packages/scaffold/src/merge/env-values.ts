import type { Note } from './collision.ts';
import { lineNumber } from './edits.ts';

/** A line of a file of environment variables, such as .env.example. */
const SETTING = /^(\w+)=(.*)$/;

export const isEnvironmentFile = (path: string): boolean => /(^|\/)\.env(\.|$)/.test(path);

/** A line without the value of its variable, which belongs to the user. */
export function withoutValue(line: string): string {
  return line.replace(SETTING, '$1=');
}

/** The variables that have a value, and that a change removes. The value may be a secret, so it is not repeated. */
export function removedValues(current: string, merged: string): Note[] {
  const left = new Set(settingsOf(merged).map(({ name }) => name));
  return settingsOf(current)
    .filter(({ name, value }) => value !== '' && !left.has(name))
    .map(({ name, start }) => ({
      line: lineNumber(current, start),
      text: `${name} is removed with the value that you set.`,
    }));
}

function settingsOf(text: string) {
  return Array.from(text.matchAll(new RegExp(SETTING, 'gm')), ({ index, 1: name = '', 2: value = '' }) => ({
    name,
    value: value.trim(),
    start: index,
  }));
}

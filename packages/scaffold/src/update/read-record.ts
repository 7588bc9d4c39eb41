import { ScaffoldError } from '../errors.ts';
import { errorInJson } from '../merge/json-syntax.ts';
import { type ExtensionRecord, type RecordedOptions, recordPath, settingLists } from '../options/record.ts';
import type { SharedWorkspace } from '../options/rules/workspace.ts';

/**
 * Parses the record of an extension.
 *
 * @param text of `ddext-oauth.json`, or undefined if it does not exist
 * @throws {ScaffoldError} `record-missing` | `record-invalid`, with line and column for a text that is not JSON
 */
export function readRecord(text: string | undefined): ExtensionRecord {
  if (text === undefined) {
    const message = `${recordPath} not found; run this in the folder of an extension that create-ddext-oauth generated.`;
    throw new ScaffoldError('record-missing', message);
  }
  const record = parsed(text) as Partial<ExtensionRecord> | undefined;
  const { version, options, command } = record ?? {};
  if (typeof version === 'string' && typeof command === 'string' && isRecordedOptions(options)) {
    return { version, command, options };
  }
  throw new ScaffoldError('record-invalid', `${recordPath} is damaged; restore it, then try again.`);
}

function parsed(original: string): unknown {
  // Editors on Windows may save a byte order mark.
  const text = original.replace(/^\uFEFF/, '');
  const error = errorInJson(text);
  if (error === undefined) return JSON.parse(text) ?? undefined;
  const { line, column, message } = error;
  const sentence = `${recordPath}:${line}:${column}: syntax error: ${message.replace(/\.$/, '')}. Fix it, then try again.`;
  throw new ScaffoldError('record-invalid', sentence);
}

const texts = ['directory', 'strategy', 'redirect', 'exchange', 'image', 'title'] as const;

function isRecordedOptions(value: unknown): value is RecordedOptions {
  if (typeof value !== 'object' || value === null) return false;
  const options = value as Record<string, unknown>;
  const { key, hosts, provider, token, accept, port, bare, license, remoteCache, workspace } = options;
  return (
    texts.every((name) => typeof options[name] === 'string') &&
    (hosts === undefined || typeof hosts === 'string') &&
    isListOfTexts(provider) &&
    (key === undefined || typeof key === 'string') &&
    (token === undefined || isListOfTexts(token)) &&
    (accept === undefined || isListOfTexts(accept)) &&
    settingLists.every((name) => options[name] === undefined || isListOfTexts(options[name])) &&
    (port === undefined || typeof port === 'string') &&
    (bare === undefined || bare === true) &&
    (license === undefined || typeof license === 'string') &&
    (remoteCache === undefined || typeof remoteCache === 'string') &&
    (workspace === undefined || isSharedWorkspace(workspace))
  );
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isSharedWorkspace(value: unknown): value is SharedWorkspace {
  const { path, packageManager, biome } = (value ?? {}) as Record<string, unknown>;
  return typeof path === 'string' && typeof packageManager === 'string' && typeof biome === 'boolean';
}

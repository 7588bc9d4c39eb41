import { expect } from '@jest/globals';
import { type RawOptions, resolveOptions } from '../options/options.ts';
import { basePath, readBase, writeBase } from '../plan/base.ts';
import { registryPackages } from '../plan/packages.ts';
import { createPlan } from '../plan/plan.ts';
import { changeExtension } from '../update/change-extension.ts';
import { readExtension } from '../update/known-extension.ts';
import { withoutProvider, withProvider } from '../update/provider-ids.ts';

const packages = registryPackages();

/** The files of a new extension. */
export function made(raw: RawOptions): Map<string, string> {
  const { options } = resolveOptions({ directory: 'sign-in', image: 'acme/sign-in', ...raw });
  return new Map([...createPlan(options, { packages })].map(([path, content]) => [path, String(content)]));
}

type Edit = (text: string) => string;

/** The files of an extension with edits of a user, and the result of a change of options. */
export function extension(raw: RawOptions, edits: Readonly<Record<string, Edit>> = {}) {
  return workspaceOf(made(raw), edits);
}

/** The same extension as an earlier version generated it, with other templates. */
export function earlierExtension(
  raw: RawOptions,
  templates: Readonly<Record<string, Edit>>,
  edits: Readonly<Record<string, Edit>> = {},
) {
  return workspaceOf(earlierFiles(raw, templates), edits);
}

/** The files of an extension as an earlier version generated them. */
export function earlierFiles(
  raw: RawOptions,
  templates: Readonly<Record<string, Edit>>,
): Map<string, string> {
  const files = made(raw);
  for (const [path, edit] of Object.entries(templates)) apply(files, path, edit);
  const base = files.get(basePath) ?? '';
  const texts = [...readBase(base).texts.keys()].map((path) => [path, files.get(path) ?? ''] as const);
  files.set(basePath, writeBase(base.replace(/^[^#].*\n/gm, ''), texts));
  apply(files, 'ddext-oauth.json', (text) => text.replace(/"version": ".*"/, '"version": "0.0.1"'));
  return files;
}

function workspaceOf(files: Map<string, string>, edits: Readonly<Record<string, Edit>>) {
  for (const [path, edit] of Object.entries(edits)) apply(files, path, edit);
  const workspace = { read: (path: string) => files.get(path), list: () => [...files.keys()] };
  const record = () => readExtension(workspace).record;
  const plan = (change: Omit<RawOptions, 'directory'>, skip: string[] = []) =>
    changeExtension({ known: readExtension(workspace), change, packages, skip, ...workspace });
  return {
    files,
    record,
    plan,
    edit(path: string, edit: Edit) {
      apply(files, path, edit);
    },
    move(from: string, to: string) {
      files.set(to, files.get(from) ?? '');
      files.delete(from);
    },
    /** Applies the change as a generator does: completely, unless there is a conflict. */
    apply(change: Omit<RawOptions, 'directory'>, skip: string[] = []) {
      const result = plan(change, skip);
      expect(result.conflicts).toEqual([]);
      for (const [path, content] of result.files) {
        if (content === null) files.delete(path);
        else files.set(path, String(content));
      }
      return result;
    },
    add(id: string) {
      return this.apply({ provider: withProvider(record(), id) });
    },
    remove(id: string) {
      return this.apply({ provider: withoutProvider(record(), id) });
    },
  };
}

function apply(files: Map<string, string>, path: string, edit: Edit): void {
  const text = files.get(path) ?? '';
  files.set(path, edit(text));
  if (files.get(path) === text) throw new Error(`The edit of ${path} changes nothing.`);
}

/** Path to content, for comparison. */
export const textOf = (files: ReadonlyMap<string, string>) => Object.fromEntries(files);

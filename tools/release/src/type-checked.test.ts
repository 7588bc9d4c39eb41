import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript-api';
import { root } from '../../dev/environment.mjs';

/** Folders that are installed, built or created from templates. Generated extensions check the types of theirs. */
const notOurs = new Set(['node_modules', 'dist', 'content', 'screenshots']);

/** The files below a folder of the repository, relative to its root. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });
}

/** The files that a configuration of TypeScript selects, relative to the root of the repository. */
function selectedBy(configuration: string): readonly string[] {
  const path = join(root, configuration);
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  return fileNames.map((file) => relative(root, file));
}

const projects = ['packages', 'tools'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
);
const checked = projects.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
const files = ['packages', 'tools'].flatMap(filesBelow);

describe('the type check', () => {
  test('covers every TypeScript file of the packages and tools', () => {
    const selected = new Set(checked.flatMap((folder) => selectedBy(join(folder, 'tsconfig.json'))));
    const typeScript = files.filter((path) => /\.[cm]?tsx?$/.test(path));
    expect(typeScript.length).toBeGreaterThan(500);
    expect(typeScript.filter((path) => !selected.has(path))).toEqual([]);
  });

  test('covers every script of the tools', () => {
    const selected = new Set(selectedBy('tools/tsconfig.json'));
    const scripts = files.filter((path) => path.startsWith('tools/') && /\.[cm]js$/.test(path));
    expect(scripts.filter((path) => !selected.has(path))).toEqual([]);
  });

  test.each(checked)('of %s is a script of its package.json', (folder) => {
    const { scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    expect(scripts.typecheck).toMatch(/tsc .*-p (tsconfig\.json|\.)/);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { isObject, valueAt } from '../invalid.ts';

/** A tool that builds a UI, and has a development server. */
export interface Bundler {
  /** For messages. */
  readonly name: string;
  /** A package.json with one of these dependencies uses it. */
  readonly dependencies: readonly string[];
  /** The command that builds a project without a script for it. */
  readonly build: string;
  /** The folders that it writes, relative to the project. The first that exists is used. */
  readonly outputs: (project: string) => Promise<readonly string[]>;
  /** The port of its development server. */
  readonly port: (project: string) => Promise<number>;
}

const read = (project: string, file: string) => readFile(join(project, file), 'utf8').catch(() => '');

async function viteConfig(project: string): Promise<string> {
  const names = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'].map((ending) => `vite.config.${ending}`);
  return (await Promise.all(names.map((name) => read(project, name)))).join('\n');
}

const viteOutput = /\boutDir:\s*["'`]([^"'`]+)/;
const vitePort = /\bport:\s*(\d{2,5})/;

/** `outputPath` is a folder, or `{ base, browser }`. Without it, Angular writes `dist/PROJECT`. */
async function angularOutputs(project: string): Promise<readonly string[]> {
  const text = await read(project, 'angular.json');
  const projects = Object.entries(valueAt(parsed(text), ['projects']) ?? {});
  const paths = projects.map(([name, settings]) => {
    const written = valueAt(settings, ['architect', 'build', 'options', 'outputPath']);
    return String((isObject(written) ? written.base : written) ?? `dist/${name}`);
  });
  return paths.flatMap((path) => [`${path}/browser`, path]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function reactPort(project: string): Promise<number> {
  return Number(parseEnv(await read(project, '.env')).PORT) || 3000;
}

const usual = async () => ['dist', 'build', 'out', 'public'];

/** The most specific first. */
export const bundlers: readonly Bundler[] = [
  {
    name: 'create-react-app',
    build: 'npx react-scripts build',
    dependencies: ['react-scripts'],
    outputs: async (project) => [parseEnv(await read(project, '.env')).BUILD_PATH || 'build'],
    port: reactPort,
  },
  {
    name: 'Angular',
    build: 'npx ng build',
    dependencies: ['@angular/cli', '@angular-devkit/build-angular', '@angular/build'],
    outputs: angularOutputs,
    port: async () => 4200,
  },
  {
    name: 'Vite',
    build: 'npx vite build',
    dependencies: ['vite'],
    outputs: async (project) => {
      const [, written] = viteOutput.exec(await viteConfig(project)) ?? [];
      return [...(written === undefined ? [] : [written]), 'dist', 'build'];
    },
    port: async (project) => Number(vitePort.exec(await viteConfig(project))?.[1] ?? 5173),
  },
  {
    name: 'webpack',
    build: 'npx webpack',
    dependencies: ['webpack', 'webpack-cli', 'webpack-dev-server'],
    outputs: usual,
    port: async () => 8080,
  },
];

/** A project with another tool, or none. */
export const otherBundler: Bundler = {
  name: 'its build script',
  build: 'npm run build',
  dependencies: [],
  outputs: usual,
  port: async () => 3000,
};

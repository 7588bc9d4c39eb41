import { cp, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import type { NodePlopAPI } from 'plop';
import { x } from 'tinyexec';
import { root } from '../../../dev/environment.mjs';
import { ask } from '../ask.mjs';
import { type Generator, write } from '../plan.mjs';
import { renderer } from '../render.mjs';
import { repositoryAt } from '../repository.mjs';

/** The result of a command. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

type Flags = Readonly<Record<string, string>>;

/** A copy of this checkout and its build, in which generators can write. */
export interface Checkout {
  readonly directory: string;
  read(path: string): Promise<string>;
  /** The paths that differ from this checkout. */
  changed(): Promise<string[]>;
  run(command: string, args: readonly string[], folder?: string): Promise<Ran>;
  plop(generator: string, flags?: Flags): Promise<Ran>;
  /** Writes what `plop` writes, in this process and without the files that scripts generate. */
  write(generator: Generator, flags: Flags): Promise<void>;
  remove(): Promise<void>;
}

const copied = ['packages', 'templates', 'docs', 'tools'];
const files = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'nx.json',
  'biome.json',
  'tsconfig.base.json',
  'jest.preset.mjs',
  'README.md',
  '.gitignore',
];
const left = new Set(['test-results', 'screenshots']);

export async function copyCheckout(): Promise<Checkout> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'plop-')));
  for (const path of [...copied, ...files]) {
    await cp(join(root, path), join(directory, path), {
      recursive: true,
      // The links in node_modules lead to the packages of the copy, and to those that are installed here.
      verbatimSymlinks: true,
      filter: (source) => !left.has(basename(source)),
    });
  }
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'), 'dir');

  const run: Checkout['run'] = async (command, args, folder = '.') => {
    const { exitCode, stdout, stderr } = await x(command, args, {
      ...{ inheritEnv: false, nodePath: false },
      nodeOptions: { cwd: join(directory, folder), env: childEnvironment(directory) },
    });
    if (exitCode === undefined) throw new Error(`${command} was ended by a signal:\n${stdout}${stderr}`);
    return { code: exitCode, output: stdout + stderr };
  };
  return {
    directory,
    run,
    read: (path) => readFile(join(directory, path), 'utf8'),
    async changed() {
      const built = ['node_modules', 'dist', '*.generated.ts', ...left].flatMap((name) => ['-x', name]);
      const differences = copied.map((path) =>
        run('diff', ['-rq', ...built, join(root, path), join(directory, path)]),
      );
      const lines = (await Promise.all(differences)).flatMap(({ output }) => output.split('\n'));
      return lines.filter(Boolean).map((line) =>
        line
          .replace(/^Only in (.*): (.*)$/, '$1/$2')
          .replace(/^Files .* and (.*) differ$/, '$1')
          .replace(`${directory}/`, ''),
      );
    },
    plop: (generator, flags = {}) => {
      return run(process.execPath, ['tools/plopfile/plop.mjs', generator, '--', ...wordsOf(flags)]);
    },
    async write({ name, questions, plan }, flags) {
      const repository = repositoryAt(directory);
      const inquirer = { prompt: () => Promise.reject(new Error('A prompt was shown.')) };
      const asked = { name, questions: questions(repository) };
      const answers = await ask(inquirer, asked, wordsOf(flags), false);
      write(plan(answers, repository, renderer(await nodePlop())), repository);
    },
    remove: () => rm(directory, { recursive: true }),
  };
}

const wordsOf = (flags: Flags) => Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);

/** The engine of plop, which plop does not export. */
async function nodePlop(): Promise<NodePlopAPI> {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('plop'));
  const { default: load } = await import(resolve('node-plop'));
  return load();
}

/** Without the variables that Nx and Jest set for child processes, and without colors. */
function childEnvironment(directory: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|JEST_|NODE_ENV$|FORCE_COLOR$)/.test(name),
  );
  const bin = ['tools/bin', 'node_modules/.bin'].map((path) => join(directory, path));
  return {
    ...Object.fromEntries(own),
    PATH: [...bin, process.env.PATH].join(delimiter),
    NX_DAEMON: 'false',
    NO_COLOR: '1',
  };
}

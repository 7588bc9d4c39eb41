import { excludes } from '../sources/ignore-file.ts';
import { privateSamples } from '../sources/private-files.ts';
import { problem } from '../sources/problem.ts';
import { hasBackend, type Workspace } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

export const envIgnored = defineRule({
  id: 'env-ignored',
  over: 'workspace',
  what: '.gitignore and .dockerignore exclude .env files, .npmrc and keys in every folder.',
  why: '.env contains client secrets, and .npmrc a registry token. Without a backend, the .env at the root contains only public values, which the UI build reads.',
  source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  fix: 'Add the lines **/.env*, **/.npmrc, **/*.key and **/*.pem to the file.',
  check: (workspace) =>
    (['.gitignore', '.dockerignore'] as const).flatMap((file) => {
      const content = contentOf(workspace, file);
      const samples = privateSamples.filter((path) => !isForTheBuild(workspace, file, path));
      const included = samples.filter((path) => !excludes(file, content, path));
      if (included.length === 0) return [];
      return [problem({ file, line: 1 }, `${file} does not exclude ${included.join(', ')}.`)];
    }),
});

const isForTheBuild = (workspace: Workspace, file: string, path: string) =>
  file === '.dockerignore' && path === '.env' && !hasBackend(workspace);

const contentOf = ({ texts }: Workspace, name: string) =>
  texts.find(({ file }) => file === name)?.content ?? '';

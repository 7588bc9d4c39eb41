import { parseEnv } from 'node:util';
import { excludes } from '../sources/ignore-file.ts';
import { isPrivate, privateSamples } from '../sources/private-files.ts';
import { type Problem, problem } from '../sources/problem.ts';
import { secretLike } from '../sources/secrets.ts';
import type { Text } from '../sources/text.ts';
import { hasBackend, type Workspace } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';
import { holdsSecret } from './secret-names.ts';

export const envIgnored = defineRule({
  id: 'env-ignored',
  severity: 'error',
  over: 'workspace',
  what: '.gitignore and .dockerignore exclude the files with secrets: in a generated workspace .env files, .npmrc and keys in every folder, otherwise those that exist.',
  why: '.env contains client secrets, and .npmrc a registry token. Without a backend, the .env at the root of a generated workspace contains only public values, which the UI build reads.',
  source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  fix: 'Add the lines **/.env*, **/.npmrc, **/*.key and **/*.pem to the file, or the file that is named.',
  check: (workspace) =>
    workspace.isGenerated ? samplesIncluded(workspace) : [...committed(workspace), ...copied(workspace)],
});

function samplesIncluded(workspace: Workspace): Problem[] {
  return (['.gitignore', '.dockerignore'] as const).flatMap((file) => {
    const content = contentOf(workspace, file);
    const samples = privateSamples.filter((path) => !isForTheBuild(workspace, file, path));
    const included = samples.filter((path) => !excludes(file, content, path));
    if (included.length === 0) return [];
    return [problem({ file, line: 1 }, `${file} does not exclude ${included.join(', ')}.`)];
  });
}

/** Files that git takes and that contain a secret. */
function committed({ texts, privateFiles }: Workspace): Problem[] {
  const ignored = texts.find(({ file }) => file === '.gitignore')?.content ?? '';
  return [...privateFiles, ...texts.filter(({ file }) => isPrivate(file))]
    .filter(({ file }) => !excludes('.gitignore', ignored, file))
    .flatMap((text) => {
      const name = secretIn(text);
      return name === undefined
        ? []
        : [problem(text.place(0), `.gitignore does not exclude ${text.file}, which contains ${name}.`)];
    });
}

/** A COPY of the whole build context into the image takes files with secrets along. */
function copied(workspace: Workspace): Problem[] {
  const ignored = contentOf(workspace, '.dockerignore');
  const [secret] = workspace.privateFiles.filter(
    (text) => secretIn(text) !== undefined && !excludes('.dockerignore', ignored, text.file),
  );
  if (secret === undefined) return [];
  return (workspace.dockerfile?.final ?? [])
    .filter(
      ({ keyword, words, flags }) =>
        keyword === 'COPY' && !flags.has('from') && ['.', './'].includes(words[0] ?? ''),
    )
    .map(({ at }) => problem(at, `COPY takes ${secret.file} along, which .dockerignore does not exclude.`));
}

/** What a file with settings or a key contains that is a secret, by its name; undefined if it contains none. */
function secretIn({ file, content }: Text): string | undefined {
  const like = secretLike(content);
  if (like) return like.of;
  if (/(^|\/)\.npmrc$/.test(file))
    return /_authToken\s*=\s*[^$\s]/.test(content) ? 'a registry token' : undefined;
  if (!/(^|\/)\.env[^/]*$/.test(file) || /(example|sample|template|dist)$/.test(file)) return undefined;
  return Object.entries(parseEnv(content)).find(([name, value]) => holdsSecret(name, value ?? ''))?.[0];
}

const isForTheBuild = (workspace: Workspace, file: string, path: string) =>
  file === '.dockerignore' && path === '.env' && !hasBackend(workspace);

const contentOf = ({ texts }: Workspace, name: string) =>
  texts.find(({ file }) => file === name)?.content ?? '';

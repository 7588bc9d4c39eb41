import { defineRule, problem } from '../rule.ts';
import { hasBackend, type Workspace } from '../subject.ts';

/** By name, or with everything that the file does not take back in. */
const excludesEnv = /^(\/|\*\*\/)?(\.env\*?|\*)$/m;

export const envIgnored = defineRule({
  id: 'env-ignored',
  over: 'workspace',
  what: '.env is in .gitignore and, where there is a backend, in .dockerignore.',
  why: '.env holds client secrets. Without a backend it holds public values only, which the build of the UI reads.',
  source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  mend: 'Add a line .env to the file.',
  check: (workspace) => {
    const files = hasBackend(workspace) ? ['.gitignore', '.dockerignore'] : ['.gitignore'];
    return files
      .filter((file) => !excludesEnv.test(contentOf(workspace, file)))
      .map((file) => problem({ file, line: 1 }, `${file} does not exclude .env.`));
  },
});

const contentOf = ({ texts }: Workspace, name: string) =>
  texts.find(({ file }) => file === name)?.content ?? '';

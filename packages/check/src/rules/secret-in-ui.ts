import { problem } from '../sources/problem.ts';
import { findSecrets } from './find-secrets.ts';
import { defineRule } from './rule.ts';

export const secretInUi = defineRule({
  id: 'secret-in-ui',
  severity: 'error',
  over: 'both',
  needs: ['ui'],
  what: 'The built UI contains no client secret, and no value that looks like the secret of a known provider.',
  why: 'Every user of the image can read the bundle as text.',
  source: 'RFC 8252 section 8.5',
  fix: 'Remove the import or envPrefix that adds it, build again, and replace the secret at the provider.',
  check: (extension) => {
    const { ui, secrets, kind } = extension;
    if (ui === undefined) {
      const reason =
        kind === 'image' ? 'the image contains no UI' : 'the UI is not built; run pnpm build first';
      return { notChecked: `${reason}.` };
    }
    if (kind === 'workspace') return ui.flatMap((text) => findSecrets(text, secrets));
    return extension.secretsInUi.map(({ what, ...at }) => problem(at, `This line contains ${what}.`));
  },
});

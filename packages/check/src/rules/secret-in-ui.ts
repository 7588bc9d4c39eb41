import { problem } from '../sources/problem.ts';
import { findSecrets } from './find-secrets.ts';
import { defineRule } from './rule.ts';

export const secretInUi = defineRule({
  id: 'secret-in-ui',
  over: 'both',
  what: 'The built UI holds no client secret, and nothing that looks like the secret of a known provider.',
  why: 'Everyone who has the image has the bundle, and reads it as text.',
  source: 'RFC 8252 section 8.5',
  fix: 'Find the import or the envPrefix that brings it in, build again, and have the secret replaced at the provider.',
  check: (extension) => {
    const { ui, secrets, kind } = extension;
    if (ui === undefined) {
      const reason = kind === 'image' ? 'the image holds no UI' : 'the UI is not built; run pnpm build first';
      return { notChecked: `${reason}.` };
    }
    if (kind === 'workspace') return ui.flatMap((text) => findSecrets(text, secrets));
    return extension.secretsInUi.map(({ what, ...at }) => problem(at, `Here is ${what}.`));
  },
});

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rules } from './dist/index.js';

/** docs/check.md, made from the rules: `node rules-page.mjs` writes it, src/rules-page.test.ts compares. */
const page = new URL('../../docs/check.md', import.meta.url);

const over = { workspace: 'a workspace', image: 'an image', both: 'a workspace and an image' };

/** @returns {string} the page as it should be */
export function renderPage() {
  const entries = rules.map(
    (rule) => `### ${rule.id}

${rule.what}

Why: ${rule.why}

Source: ${rule.source.startsWith('https://') ? `<${rule.source}>` : rule.source}. Checked over ${over[rule.over]}.

Mend: ${rule.mend}
`,
  );
  const contents = rules.map(({ id, what }) => `| [${id}](#${id}) | ${what} |`);
  return `# What ddext-check holds an extension to

\`pnpm check\` in a generated workspace, or \`ddext-check\` in any folder of that layout, reads the workspace; with \`--image REF\`
it reads a built image. [packages/check](../packages/check/README.md) says how, and how to silence a rule with a reason.

| Rule | In an extension that keeps it |
|---|---|
${contents.join('\n')}

${entries.join('\n')}`;
}

/** @returns {Promise<string>} the page as it is committed */
export const readPage = () => readFile(page, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(page, renderPage());

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rules } from './dist/index.js';
import { namesOf } from './dist/rules/hosts.js';

/** Generates docs/check.md from the rules: `node rules-page.mjs` writes the page; src/rules-page.test.ts compares it. */
const page = new URL('../../docs/check.md', import.meta.url);

const over = { workspace: 'a workspace', image: 'an image', both: 'a workspace and an image' };

/** @returns {string} the content generated from the rules */
export function renderPage() {
  const entries = rules.map(
    (rule) => `### ${rule.id}

${rule.what}

Why: ${rule.why}

Source: ${rule.source.startsWith('https://') ? `<${rule.source}>` : rule.source}. Checked in ${over[rule.over]}${rule.hosts ? `, for ${namesOf(rule.hosts)}` : ''}.

Fix: ${rule.fix}
`,
  );
  const contents = rules.map(({ id, what }) => `| [${id}](#${id}) | ${what} |`);
  return `# Rules of ddext-check

\`pnpm check\` in a generated workspace, or \`ddext-check\` in any folder with that layout, checks the workspace against these rules. With
\`--image REF\` it checks a built image. A rule for hosts is checked if \`ddext-oauth.json\` records one of
them (without a record: always), or \`--hosts\` names it. [packages/check](../packages/check/README.md) describes the command, and how to silence a
rule with a reason. This page is generated: run \`node packages/check/rules-page.mjs\` after you change a rule.

| Rule | Requirement |
|---|---|
${contents.join('\n')}

${entries.join('\n')}`;
}

/** @returns {Promise<string>} the committed page */
export const readPage = () => readFile(page, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(page, renderPage());

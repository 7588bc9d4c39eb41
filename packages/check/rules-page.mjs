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
    (rule) => `## ${rule.id}

${rule.what}

Why: ${rule.why}

Source: ${rule.source.startsWith('https://') ? `<${rule.source}>` : rule.source}. Checked in ${over[rule.over]}${rule.hosts ? `, for ${namesOf(rule.hosts)}` : ''}. Severity: ${rule.severity}.

Fix: ${rule.fix}
`,
  );
  const contents = rules.map(({ id, severity, what }) => `| [${id}](#${id}) | ${severity} | ${what} |`);
  return `# Rules of ddext-check

\`pnpm check\` in a generated workspace, or \`npx @ddext-oauth/check\` in the folder of any Docker Desktop extension, checks the files against these
rules. With \`--image REF\` it checks a built image. [Check any extension](check-any-extension.md) describes what is checked in an extension
that ddext-oauth did not create. A rule for certain hosts is checked if \`ddext-oauth.json\` records one of them, or \`--hosts\` names one. Without
a record, the rules for all hosts are checked in an extension that ddext-oauth created, and those for Docker Desktop in any other. [packages/check](../packages/check/README.md)
describes the command, and how to silence a rule with a reason. This page is generated: run \`node packages/check/rules-page.mjs\` after you
change a rule.

An error stops the installation, the page or the sign-in, or leaks a secret. A warning fails the validation or the review of the
Marketplace, or breaks a part of the page. A note is advice. The severity of a finding can differ from that of its rule.

| Rule | Severity | Requirement |
|---|---|---|
${contents.join('\n')}

${entries.join('\n')}`;
}

/** @returns {Promise<string>} the committed page */
export const readPage = () => readFile(page, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(page, renderPage());

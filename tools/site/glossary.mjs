import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';

/** The page of the glossary: the terms of ARCHITECTURE.md with their meaning. */
export function glossary() {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n## Glossary\n')[1] ?? '';
  const rows = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]*\|$/gm)].slice(1);
  const terms = rows.map(([, term, meaning]) => `| ${term} | ${meaning} |`);
  return `# Glossary\n\nCode, UI and documentation use these terms.\n\n| Term | Meaning |\n|---|---|\n${terms.join('\n')}\n`;
}

import satisfies from 'spdx-satisfies';
import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

/** Licenses under which code may go into a bundle of any license, with its notice. SPDX identifiers. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

export const licenses = defineRule({
  id: 'licenses',
  severity: 'note',
  over: 'workspace',
  needs: ['generated'],
  what: 'Every bundled package of a generated workspace has a permissive license.',
  why: 'The publisher of the image distributes this code. A license with conditions on the whole work, or a missing license, needs a decision.',
  source: 'https://spdx.org/licenses/',
  fix: 'Replace the package, or silence this rule and state the decision as the reason.',
  check: ({ bundled }) => {
    if (bundled === undefined)
      return { notChecked: 'the packages are not installed; run pnpm install first.' };
    return bundled
      .filter(({ license }) => license === undefined || !isPermissive(license))
      .map(({ name, version, license, at }) =>
        problem(
          at,
          `${name} ${version} is bundled, and ${license ? `its license is ${license}` : 'names no license'}.`,
        ),
      );
  },
});

/** Whether an SPDX expression can be met with permissive licenses alone. What is not SPDX is not known to be permissive. */
function isPermissive(expression: string): boolean {
  try {
    return satisfies(expression, permissive);
  } catch {
    return false;
  }
}

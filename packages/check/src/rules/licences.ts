import satisfies from 'spdx-satisfies';
import { defineRule, problem } from '../rule.ts';

/** Licences under which code may go into a bundle of any licence, with its notice. SPDX identifiers. */
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

export const licences = defineRule({
  id: 'licences',
  over: 'workspace',
  what: 'Every package that becomes part of a bundle has a permissive licence.',
  why: 'Whoever publishes the image distributes this code; a licence with conditions on the whole, or none at all, has to be decided about and not overlooked.',
  source: 'https://spdx.org/licenses/',
  mend: 'Replace the package, or silence this rule with what was decided.',
  check: ({ bundled }) => {
    if (bundled === undefined)
      return { notChecked: 'the packages are not installed; run pnpm install first.' };
    return bundled
      .filter(({ licence }) => licence === undefined || !isPermissive(licence))
      .map(({ name, version, licence, at }) =>
        problem(
          at,
          `${name} ${version} is bundled, and ${licence ? `its licence is ${licence}` : 'names no licence'}.`,
        ),
      );
  },
});

/** Whether an SPDX expression can be met with permissive licences alone. What is not SPDX is not known to be permissive. */
function isPermissive(expression: string): boolean {
  try {
    return satisfies(expression, permissive);
  } catch {
    return false;
  }
}

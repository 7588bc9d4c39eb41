import { type Problem, problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

/** Members of the extension, and the option of `ddext-oauth.json` that records each. */
const recorded = [
  ['id', 'image'],
  ['title', 'title'],
  ['port', 'port'],
] as const;

export const record = defineRule({
  id: 'record',
  severity: 'note',
  over: 'workspace',
  needs: ['record', 'extension'],
  what: 'ddext-oauth.json records the ID, the title and the port of auth/src/extension.ts.',
  why: 'The generators and the target `image` of Nx read the record. With another port or ID, redirect URIs in the README, tests and compose file may be stale.',
  source: 'https://github.com/ddext-oauth/ddext-oauth/blob/main/docs/upgrading.md',
  fix: 'Run nx generate @ddext-oauth/nx:image, :title or :port with the value that you want: it changes every file that contains the value.',
  check: ({ record, extension }) =>
    recorded.flatMap(([member, option]): Problem[] => {
      const [value, known] = [extension?.members.get(member)?.value, record?.at('options', option)];
      // `extension-source` reports a computed value.
      if (!record || value === undefined || known === undefined || String(value) === String(known)) return [];
      const at = record.place('options', option);
      return [problem(at, `The recorded ${option} is ${known}, but auth/src/extension.ts has ${value}.`)];
    }),
});

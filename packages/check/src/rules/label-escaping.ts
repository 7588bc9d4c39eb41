import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const labelEscaping = defineRule({
  id: 'label-escaping',
  severity: 'warning',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'Quotes and dollar signs in labels are escaped.',
  why: 'BuildKit removes unescaped quotes, which makes JSON invalid, and replaces $NAME with a variable, which is usually empty.',
  source: 'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  fix: 'Write the value in double quotes, with a backslash before each ", $ and backslash in it.',
  check: ({ labels }) =>
    labels.flatMap(({ name, at, written }) => [
      ...(written?.losesQuotes ? [problem(at, `The label ${name} loses the quotes inside its value.`)] : []),
      ...(written?.unset ?? []).map((variable) =>
        problem(at, `The label ${name} contains $${variable}, which is not set in its stage.`),
      ),
    ]),
});

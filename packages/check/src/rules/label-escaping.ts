import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const labelEscaping = defineRule({
  id: 'label-escaping',
  over: 'workspace',
  what: 'A label reaches the image as it is meant: its quotes are escaped and so is every dollar sign.',
  why: 'BuildKit takes bare quotes off, which leaves no JSON, and puts a variable, mostly an empty one, in the place of a $NAME.',
  source: 'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  fix: 'Put the whole value in double quotes, and a backslash before each ", $ and backslash in it.',
  check: ({ dockerfile, labels }) => {
    const set = (dockerfile?.final ?? [])
      .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
      .flatMap(({ pairs }) => pairs.map(({ name }) => name));
    return labels.flatMap(({ name, at, written }) => {
      const unset = written?.variables.filter((variable) => !set.includes(variable)) ?? [];
      return [
        ...(written?.losesQuotes
          ? [problem(at, `The label ${name} loses the quotes within its value.`)]
          : []),
        ...unset.map((variable) =>
          problem(at, `The label ${name} has $${variable}, which nothing sets in its stage.`),
        ),
      ];
    });
  },
});

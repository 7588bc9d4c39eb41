import { type Problem, problem } from '../sources/problem.ts';
import type { Value } from '../sources/script.ts';
import { defineRule } from './rule.ts';

const strategies = ['backend-callback', 'extension-tab', 'none'];
const redirects = ['scheme', 'bridge'];

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isPort = (value: unknown) => Number.isInteger(value) && Number(value) >= 1024 && Number(value) <= 65535;

/** Member to what it must be, in words. */
const members: Readonly<
  Record<string, { readonly is: (value: unknown) => boolean; readonly wanted: string }>
> = {
  id: { is: isText, wanted: "the image's name, ORG/NAME" },
  title: { is: isText, wanted: 'a text' },
  strategy: {
    is: (value) => strategies.includes(value as string),
    wanted: `one of ${strategies.join(', ')}`,
  },
  port: { is: isPort, wanted: 'a number from 1024 to 65535' },
  redirect: {
    is: (value) => redirects.includes(value as string) || String(value) === redirects.join(),
    wanted: `one of ${redirects.join(' and ')}, or both`,
  },
};

export const extensionSource = defineRule({
  id: 'extension-source',
  severity: 'error',
  over: 'workspace',
  needs: ['extension'],
  what: 'auth/src/extension.ts contains id, title, strategy, and port or redirect if the strategy has one, as literal values.',
  why: 'The UI, the backend and the registration at each provider must have the same values. A computed value can differ between them.',
  source: 'RFC 8252 section 7.3',
  fix: 'Replace the expression with a literal value.',
  check: ({ extension }) => {
    if (extension === undefined) return [];
    const strategy = extension.members.get('strategy')?.value;
    const needed = ['id', 'title', 'strategy', ...(strategy === 'backend-callback' ? ['port'] : [])];
    const optional = strategy === 'extension-tab' && extension.members.has('redirect') ? ['redirect'] : [];
    return [...needed, ...optional].flatMap((name): Problem[] => {
      const member: Value | undefined = extension.members.get(name);
      const row = members[name];
      if (row === undefined || (member && row.is(member.value))) return [];
      const found = member === undefined ? 'is missing' : `is ${JSON.stringify(member.value) ?? 'computed'}`;
      return [
        problem(member?.at ?? extension.at, `${name} ${found}; it must be ${row.wanted}, as a literal.`),
      ];
    });
  },
});

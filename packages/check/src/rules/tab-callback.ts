import { modulesFrom, pageEntries } from '../sources/page-modules.ts';
import { problem } from '../sources/problem.ts';
import type { Script } from '../sources/script.ts';
import type { Text } from '../sources/text.ts';
import { Malformed } from '../sources/tree.ts';
import { defineRule } from './rule.ts';

export const tabCallback = defineRule({
  id: 'tab-callback',
  severity: 'error',
  over: 'workspace',
  needs: ['extension'],
  what: 'With extension-tab, a script that ui/index.html loads calls takeTabCallback, or imports a module that does.',
  why: 'Docker Desktop opens the tab with the response in its URL. If the page does not take it, no sign-in completes, and the code stays in the URL.',
  source: 'RFC 9700 section 4.3.1',
  fix: 'Call takeTabCallback(window) before rendering, and pass the result to AuthProvider as tabCallback. authProps in ui/src/auth-props.ts returns both.',
  check: ({ extension, texts }) => {
    if (extension?.members.get('strategy')?.value !== 'extension-tab') return [];
    const entries = pageEntries(texts);
    const [first] = entries;
    if (first === undefined) return { notChecked: 'ui/index.html loads no script of this workspace.' };
    const modules = modulesOf(entries, texts);
    if (modules instanceof Malformed) return { notChecked: `a script of the page ${modules.message}.` };
    if (modules.some(callsTakeTabCallback)) return [];
    const message = `${first.file} does not call takeTabCallback, and imports no module that does.`;
    return [problem(first.place(0), message)];
  },
});

function modulesOf(entries: readonly Text[], texts: readonly Text[]): readonly Script[] | Malformed {
  try {
    return modulesFrom(entries, texts);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/** Whether a module calls the function by its name, another local name, or as a member of a namespace. */
function callsTakeTabCallback({ nodes }: Script): boolean {
  const names = nodes.flatMap((node) => {
    if (node.type !== 'ImportSpecifier') return [];
    const imported = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
    return imported === 'takeTabCallback' ? [node.local.name] : [];
  });
  return nodes.some((node) => {
    if (node.type !== 'CallExpression') return false;
    const { callee } = node;
    if (callee.type === 'Identifier') return names.includes(callee.name);
    return (
      callee.type === 'MemberExpression' &&
      callee.property.type === 'Identifier' &&
      callee.property.name === 'takeTabCallback'
    );
  });
}

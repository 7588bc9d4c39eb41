import ts from 'typescript-api';

/** Whether a text is a sentence or phrase, and not an identifier, a path or a code. */
const isMessage = (text: string) => /\p{L}\s+\S*\p{L}/u.test(text);

/**
 * The messages in a source file: string literals, templates and JSX text of more than one word.
 *
 * @param name decides by its ending whether the file has JSX
 */
export function messagesIn(name: string, source: string): string[] {
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isTemplateExpression(node)) {
      messages.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(textOf).join('…'));
    } else if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) messages.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest));
  return messages.filter(isMessage);
}

const textOf = ({ text }: { readonly text: string }) => text;

/** Generated files without which an extension still signs in, and what their absence means. */
const optional: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/(^|\/)README\.md$/, 'It would list what to register at each provider.'],
  [/\.test\.tsx?$/, 'It would test the change.'],
  [/(^|\/)AGENTS\.md$/, 'It would describe the change to tools.'],
  [/(^|\/)\.env\.example$/, 'It would list the variables to set.'],
  [/(^|\/)LICENSE$/, 'Choose a license before you publish.'],
  [/^\.vscode\/|^\.github\/|\.editorconfig$|\.git(?:attributes|ignore)$|biome\.json$/, 'Tools use it.'],
];

/** What it means that a file was deleted; undefined for a file that an extension needs. */
export function meaningOfAbsence(path: string): string | undefined {
  return optional.find(([pattern]) => pattern.test(path))?.[1];
}

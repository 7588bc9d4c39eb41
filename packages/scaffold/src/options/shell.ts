/**
 * Quotes a word of a command line for the user to copy. cmd.exe and PowerShell support double quotes too. Single quotes are used only
 * for text that a POSIX shell would expand inside double quotes.
 *
 * @param platform of the shell; omit it for a command in a file, which must work in all shells
 */
export function shellQuote(word: string, platform: NodeJS.Platform = 'linux'): string {
  // On Windows a backslash separates directories, and is no escape character in either shell.
  if (platform === 'win32' && /^[^"$`%!]+$/.test(word))
    return /^[\w@+=:,.\\/-]+$/.test(word) ? word : `"${word}"`;
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * One word for a command line that a person copies. Double quotes are preferred to single ones because cmd.exe and
 * PowerShell understand them too; single quotes are for what a POSIX shell would expand within double ones.
 *
 * @param platform whose shell it is for; a command that goes into a file is for every shell alike
 */
export function shellQuote(word: string, platform: NodeJS.Platform = 'linux'): string {
  // A backslash parts directories there; neither shell takes it for an escape.
  if (platform === 'win32' && /^[^"$`%!]+$/.test(word))
    return /^[\w@+=:,.\\/-]+$/.test(word) ? word : `"${word}"`;
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

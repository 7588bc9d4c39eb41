/**
 * One word for a command line that a person copies. Double quotes are preferred to single ones because cmd.exe and
 * PowerShell understand them too; single quotes are for what a POSIX shell would expand within double ones.
 */
export function shellQuote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The tool whose syntax a file has. In .dockerignore, every pattern begins at the root. */
export type IgnoreFile = '.gitignore' | '.dockerignore';

/**
 * Whether a file of patterns excludes another file. The last pattern that matches that file or one of its folders decides.
 *
 * @param content of the .gitignore or .dockerignore at the root
 * @param path of a file below that root, POSIX
 * @see https://git-scm.com/docs/gitignore and https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function excludes(file: IgnoreFile, content: string, path: string): boolean {
  const lines = content.split('\n').map((line) => line.trim());
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const last = patterns.findLast((line) => expressionOf(file, line.replace(/^!/, '')).test(path));
  return last !== undefined && !last.startsWith('!');
}

function expressionOf(file: IgnoreFile, line: string): RegExp {
  const pattern = line.replace(/^\/|\/$/g, '');
  const anchored = file === '.dockerignore' || /^\/|\/(?!$)/.test(line);
  const below = line.endsWith('/') && file === '.gitignore' ? '/.*' : '(?:/.*)?';
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${globOf(pattern)}${below}$`, 's');
}

const parts = /\*\*\/|\*\*|\*|\?|\[[^\]]*\]|\\.|./gs;

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function globOf(pattern: string): string {
  return pattern.replace(parts, (part) => {
    if (wildcards[part]) return wildcards[part];
    if (part.startsWith('[') && part.length > 2) return part.replace('[!', '[^').replaceAll('\\', '\\\\');
    return part.replace(/^\\(?=.)/s, '').replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  });
}

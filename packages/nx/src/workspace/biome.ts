import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Format } from './format.ts';

/** Those of generated files that Biome formats by default. */
const formatted = new Set(['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css']);

/**
 * Formats texts with the Biome that is installed for a folder, and with the configuration that Biome finds there.
 *
 * @param folder absolute path
 * @returns undefined if Biome is not installed
 */
export function biomeIn(folder: string): Format | undefined {
  const program = resolveBiome(folder);
  if (program === undefined) return undefined;
  const known = new Map<string, Promise<string>>();
  return (path, content) => {
    if (!formatted.has(extname(path))) return Promise.resolve(content);
    const key = JSON.stringify([path, content]);
    const result = known.get(key) ?? format(program, folder, path, content);
    known.set(key, result);
    return result;
  };
}

/** Biome fails on a text with a syntax error and on a language that the configuration turns off: the text then stays as it is. */
async function format(program: string, cwd: string, path: string, content: string): Promise<string> {
  const child = spawn(process.execPath, [program, 'format', `--stdin-file-path=${path}`], {
    cwd,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  // A program that ends before it has read everything closes the pipe. Its exit code then says why.
  child.stdin.on('error', () => {}).end(content);
  const [output, [code]] = await Promise.all([text(child.stdout), closed]);
  return code === 0 ? output : content;
}

function resolveBiome(folder: string): string | undefined {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('@biomejs/biome/package.json');
    return join(dirname(manifest), 'bin/biome');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

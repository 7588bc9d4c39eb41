import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { html, htmlDocument } from '../http/html.ts';

/** The program of each platform that opens a file in the default browser. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...words: string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens a URL with a token in the default browser.
 *
 * Every user of the machine can read the arguments of a program, so the token must not be one. The program opens a
 * file that only this user can read, and the file leads to the URL.
 *
 * @param file to write. Remove it with the returned function
 * @throws Error if there is no such program, or it fails
 */
export async function openBrowser(url: string, file: string): Promise<() => Promise<void>> {
  const page = htmlDocument({
    title: 'Opening the simulator',
    head: html`<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${url}">
`,
    body: html`<p><a href="${url}">Open the simulator</a></p>`,
  });
  await mkdir(dirname(file), { recursive: true });
  // The mode applies to a new file only.
  await rm(file, { force: true });
  await writeFile(file, page.text, { mode: 0o600, flag: 'wx' });
  const [program, ...words] = openers[process.platform] ?? ['xdg-open'];
  await run(program, [...words, pathToFileURL(file).href]);
  return () => rm(file, { force: true });
}

/** Resolves when the program has ended, or has started a browser and is still running with it. */
function run(program: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('exit', (code) => {
      if (code) reject(new Error(`${program} ended with code ${code}.`));
    });
  });
}

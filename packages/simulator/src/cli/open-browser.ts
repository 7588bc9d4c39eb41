import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openInBrowser } from '../connection-test/terminal/open-in-browser.ts';
import { html, htmlDocument } from '../http/html.ts';

/**
 * Opens a URL with a token in the default browser.
 *
 * Every user of the machine can read the arguments of a program, so the token must not be one. The program opens a
 * file that only this user can read, and the file leads to the URL.
 *
 * @param file to write. Remove it with the returned function
 * @param failed called if this system has no browser to start
 */
export async function openBrowser(
  url: string,
  file: string,
  failed: () => void,
): Promise<() => Promise<void>> {
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
  openInBrowser(pathToFileURL(file).href, failed);
  return () => rm(file, { force: true });
}

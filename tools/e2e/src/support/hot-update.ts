import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Vite may not watch the file yet, or the page may be loading again: such a save has no effect, and another one is needed. */
const AGAIN_MS = 5_000;

/** Saves a source of the page, and resolves once Vite has updated the page. */
export async function savedIn(open: Page, source: string, text: string): Promise<void> {
  const updated = open.waitForEvent('console', (message) => message.text().includes('[vite] hot updated'));
  const save = () => saveAtOnce(source, text);
  save();
  const saving = setInterval(save, AGAIN_MS);
  try {
    await updated;
  } finally {
    clearInterval(saving);
  }
}

/** Changes a source of the page before `work` and reverts it afterwards: two hot updates of the page. */
export async function whileSaved(
  open: Page,
  source: string,
  edit: (text: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  const before = readFileSync(source, 'utf8');
  try {
    await savedIn(open, source, edit(before));
    await work();
    await savedIn(open, source, before);
  } finally {
    if (readFileSync(source, 'utf8') !== before) saveAtOnce(source, before);
  }
}

/** Replaces the file atomically, as an editor does, so that Vite never reads half of it. */
function saveAtOnce(source: string, text: string): void {
  writeFileSync(`${source}.saving`, text);
  renameSync(`${source}.saving`, source);
}

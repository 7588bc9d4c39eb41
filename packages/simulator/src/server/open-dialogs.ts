import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import type { OpenDialog, OpenDialogOptions, OpenDialogResult } from '../events/open-dialog.ts';

interface Waiting extends OpenDialog {
  readonly resolve: (result: OpenDialogResult) => void;
}

const canceled: OpenDialogResult = { canceled: true, filePaths: [] };

/** Absolute, with `~` for the home folder. */
function expand(path: string): string {
  return normalize(path === '~' || /^~[/\\]/.test(path) ? join(homedir(), path.slice(1)) : path);
}

/** @returns why the path cannot be chosen, and what to do; undefined if it can */
async function problemOf(path: string, properties: readonly string[]): Promise<string | undefined> {
  if (!isAbsolute(path)) return `"${path}" is not an absolute path. Start with / (or a drive), or with ~.`;
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return `"${path}" does not exist.`;
  const folders = properties.includes('openDirectory');
  if (found.isDirectory() && !folders) return `"${path}" is a folder. The extension asks for a file.`;
  if (!found.isDirectory() && folders && !properties.includes('openFile'))
    return `"${path}" is a file. The extension asks for a folder.`;
  return undefined;
}

/**
 * The file dialogs of the extension. A browser does not tell a page the path of a file, so the user types it in the dashboard. The
 * extension learns only what the user confirms.
 */
export class OpenDialogs {
  readonly #events: DashboardEvents;
  readonly #waiting = new Map<string, Waiting>();

  constructor(events: DashboardEvents) {
    this.#events = events;
  }

  /** Shows a dialog until the user answers it, or the page is closed. */
  show(options: OpenDialogOptions, closed: AbortSignal): Promise<OpenDialogResult> {
    return new Promise((resolve) => {
      const id = randomUUID();
      closed.addEventListener('abort', () => this.#end(id, canceled));
      this.#waiting.set(id, { id, options, resolve });
      this.#publish();
    });
  }

  /**
   * Answers a dialog.
   *
   * @param paths that the user chose; none to cancel
   * @returns why a path cannot be chosen; undefined if the dialog is closed
   */
  async answer(id: string, paths: readonly string[]): Promise<string | undefined> {
    const { options } = this.#waiting.get(id) ?? {};
    if (options === undefined) return undefined;
    const filePaths = paths.map(expand);
    for (const path of filePaths) {
      const problem = await problemOf(path, options.properties ?? []);
      if (problem !== undefined) return problem;
    }
    this.#end(id, paths.length === 0 ? canceled : { canceled: false, filePaths });
    return undefined;
  }

  #end(id: string, result: OpenDialogResult): void {
    this.#waiting.get(id)?.resolve(result);
    if (this.#waiting.delete(id)) this.#publish();
  }

  /** The dashboard shows one dialog at a time. */
  #publish(): void {
    const [first] = this.#waiting.values();
    this.#events.showDialog(first === undefined ? null : { id: first.id, options: first.options });
  }
}

import { createServer } from 'node:http';
import express from 'express';
import { describeExtension } from '../../extension/describe-extension.ts';
import { extensionFolder } from '../../extension/extension-folder.ts';
import { readExtension } from '../../extension/read-extension.ts';
import { findUi } from '../../extension/ui/find-ui.ts';
import { createBrowserServer } from '../../http/browser-server.ts';
import { closerOf, listen } from '../../http/listen.ts';
import { injectClient } from '../../server/ui/inject.ts';
import { serveFoundUi } from '../../server/ui/ui.ts';

/** The UI of an extension that was read and found as at a start of the simulator, which takes longer because of its identity provider. */
export interface OpenUi {
  /** What the terminal prints. */
  readonly lines: readonly string[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** Opens the UI of the extension in a folder. */
export async function openUi(directory: string): Promise<OpenUi> {
  const lines: string[] = [];
  const extension = await readExtension(await extensionFolder(directory), undefined, ({ message }) =>
    lines.push(`Warning: ${message}`),
  );
  lines.push(...describeExtension(extension, { extensionDirectory: directory }));
  const { handler } = await serveFoundUi(
    await findUi(extension),
    {
      entry: extension.entry,
      server: createServer(),
      variables: {},
      inject: (page) =>
        injectClient(page, {
          host: 'docker',
          image: extension.image.reference,
          hasVm: extension.hasVm,
          hasService: false,
          responseShape: 'body',
          platform: 'linux',
          arch: 'x64',
          hostname: 'test',
        }),
      dashboard: 'http://127.0.0.1:1',
    },
    (line) => lines.push(line),
  );
  const server = createBrowserServer(express().use(handler));
  const close = closerOf(server);
  const port = await listen(server, 0);
  return { lines, close, get: (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers }) };
}

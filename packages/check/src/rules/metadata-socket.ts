import type { Place } from '../sources/place.ts';
import { problem } from '../sources/problem.ts';
import { firstMatch, pageTexts } from '../sources/source-texts.ts';
import type { WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { defineRule, type Outcome } from './rule.ts';

export const metadataSocket = defineRule({
  id: 'metadata-socket',
  severity: 'error',
  over: 'both',
  needs: ['backend'],
  what: 'A backend that the UI calls exposes a socket by file name, and metadata.json always uses the same name.',
  why: 'ddClient.extension.vm.service reaches the backend only through /run/guest-services/NAME.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/build/backend-extension-tutorial/',
  fix: 'Write "exposes": { "socket": "backend.sock" } in vm, without folders, and the same name in ui.dashboard-tab.backend.',
  check: (extension) => {
    const { metadata } = extension;
    if (metadata === undefined) return [];
    const exposed = ['vm', 'exposes', 'socket'];
    const used = ['ui', 'dashboard-tab', 'backend', 'socket'];
    const [socket, name] = [metadata.at(...exposed), metadata.at(...used)];
    const at = metadata.place(...exposed);
    if (typeof socket !== 'string' || socket === '') return withoutSocket(extension, at);
    if (socket.includes('/'))
      return [problem(at, `The socket "${socket}" is a path instead of a file name.`)];
    if (name === undefined || name === socket) return [];
    const sentence = `The UI looks for the socket ${JSON.stringify(name)}, and vm exposes "${socket}".`;
    return [problem(metadata.place(...used), sentence)];
  },
});

/** A call of `ddClient.extension.vm.service`, and a module that makes one. */
const service =
  /\bvm\s*[?!]?\s*\??\.\s*service\b|\{[^{}]*\bservice\b[^{}]*\}\s*=\s*[^;\n]*\bvm\b|@ddext-oauth\/auth\/(ui|react)/;

function withoutSocket(extension: WorkspaceOrImage, at: Place): Outcome {
  if (extension.kind === 'image')
    return {
      notChecked: 'vm exposes no socket, and an image does not show whether its UI calls vm.service.',
    };
  const pages = pageTexts(extension.texts);
  if (pages.length === 0)
    return { notChecked: 'vm exposes no socket, and this folder has no sources of a UI that could use one.' };
  const call = firstMatch(pages, service);
  if (call === undefined) return [];
  return [problem(at, `vm exposes no socket, but ${call.file}:${call.line} calls vm.service.`)];
}

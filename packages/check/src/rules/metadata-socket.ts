import { type Problem, problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const metadataSocket = defineRule({
  id: 'metadata-socket',
  over: 'both',
  what: 'The backend exposes a socket by file name, and metadata.json always uses the same name.',
  why: 'ddClient.extension.vm.service reaches the backend only through /run/guest-services/NAME.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/build/backend-extension-tutorial/',
  fix: 'Write "exposes": { "socket": "backend.sock" } in vm, without folders, and the same name in ui.dashboard-tab.backend.',
  check: ({ metadata }) => {
    if (metadata?.at('vm') === undefined) return [];
    const exposed = ['vm', 'exposes', 'socket'];
    const used = ['ui', 'dashboard-tab', 'backend', 'socket'];
    const [socket, name] = [metadata.at(...exposed), metadata.at(...used)];
    const at = metadata.place(...exposed);
    const problems: Problem[] = [];
    if (typeof socket !== 'string' || socket === '') problems.push(problem(at, 'vm exposes no socket.'));
    else if (socket.includes('/'))
      problems.push(problem(at, `The socket "${socket}" is a path instead of a file name.`));
    else if (name !== undefined && name !== socket) {
      const sentence = `The UI looks for the socket ${JSON.stringify(name)}, and vm exposes "${socket}".`;
      problems.push(problem(metadata.place(...used), sentence));
    }
    return problems;
  },
});

import { environment } from '../../../dev/environment.mjs';

/**
 * The environment of the commands under test: an author for commits, and no colors, so that their output can be compared.
 */
const {
  NX_WORKSPACE_DATA_DIRECTORY: _data,
  NX_PROJECT_GRAPH_CACHE_DIRECTORY: _graph,
  ...inherited
} = environment;

/** @type {NodeJS.ProcessEnv} */
export const childEnvironment = {
  ...inherited,
  // In each workspace: what the checkout's own Nx was told would be one folder for all of them.
  NX_CACHE_DIRECTORY: '.nx/cache',
  // Nx starts in a third of the time where it starts no process for each plugin. generated-workspace.test.ts and
  // published.test.ts run Nx as it is.
  NX_ISOLATE_PLUGINS: 'false',
  // Vite sees an edit also where the machine has no inotify watch left to give, or none that works in its file system.
  CHOKIDAR_USEPOLLING: 'true',
  GIT_AUTHOR_NAME: 'A developer',
  GIT_AUTHOR_EMAIL: 'developer@example.com',
  GIT_COMMITTER_NAME: 'A developer',
  GIT_COMMITTER_EMAIL: 'developer@example.com',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};

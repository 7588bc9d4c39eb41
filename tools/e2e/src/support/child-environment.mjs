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
  // A cache in each workspace. The folder that the checkout's Nx uses would be shared by all of them.
  NX_CACHE_DIRECTORY: '.nx/cache',
  // Nx starts in a third of the time without a process for each plugin. generated-workspace.test.ts and
  // published.test.ts run Nx with its defaults.
  NX_ISOLATE_PLUGINS: 'false',
  // With polling, Vite detects an edit also if no inotify watch is left, or if the file system does not support them.
  CHOKIDAR_USEPOLLING: 'true',
  GIT_AUTHOR_NAME: 'A developer',
  GIT_AUTHOR_EMAIL: 'developer@example.com',
  GIT_COMMITTER_NAME: 'A developer',
  GIT_COMMITTER_EMAIL: 'developer@example.com',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};

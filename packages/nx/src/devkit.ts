import devkit from 'nx/src/devkit-exports.js';

/**
 * The parts of Nx that this package uses. Nothing else in it names a module inside `nx`, except the tests' tree.
 *
 * `@nx/devkit` would offer the same functions. As a dependency it would add 6 packages to every workspace, and one version of it
 * supports three major versions of Nx, where this package supports five.
 */
export const { createProjectGraphAsync, getProjects, globAsync, logger, parseJson, workspaceRoot } = devkit;

export type {
  CreateDependencies,
  CreateNodes,
  CreateNodesContext,
  DependencyType,
  ProjectConfiguration,
  TargetConfiguration,
  Tree,
} from 'nx/src/devkit-exports.js';

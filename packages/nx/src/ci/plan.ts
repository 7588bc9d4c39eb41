import { posix } from 'node:path';
import { bakeFile, type ImageCache } from './bake.ts';
import { type Group, groupByExtension, type Machines, type Project, split } from './split.ts';

/** A project as Nx describes it, as far as it is needed. */
export interface GraphProject extends Project {
  /** Names of its targets. */
  readonly targets: readonly string[];
}

/** One job of the matrix `tasks`. */
export interface TaskJob {
  /** `2 of 4`. */
  readonly name: string;
  /** Names of projects, separated by commas, for `nx run-many --projects`. */
  readonly projects: string;
}

/** One job of the matrix `images`. */
export interface ImageJob {
  readonly name: string;
  /** Projects to build first, separated by commas. Empty if the Dockerfiles build everything. */
  readonly projects: string;
  /** A Bake file, as JSON. */
  readonly bake: string;
}

/** The two matrices of the CI workflow. An empty list means that there is nothing to do. */
export interface CiPlan {
  readonly tasks: readonly TaskJob[];
  readonly images: readonly ImageJob[];
}

/** What a plan depends on, besides the workspace. */
export interface PlanOptions extends Machines {
  readonly imageCache?: ImageCache | undefined;
}

/**
 * Splits the affected projects between the jobs of a CI run.
 *
 * @param projects all of the workspace
 * @param affected names of the affected ones
 */
export function planCi(
  projects: readonly GraphProject[],
  affected: ReadonlySet<string>,
  { imageCache, ...machines }: PlanOptions,
): CiPlan {
  const changed = projects.filter(({ name }) => affected.has(name));
  const roots = new Set(projects.map(({ root }) => root));
  const taskParts = split(groupByExtension(changed, roots), machines);
  const extensions = changed.filter(({ targets }) => targets.includes('image'));
  const imageParts = split(
    extensions.map(({ name, root }) => ({ root, projects: [name] })),
    machines,
  );
  return {
    tasks: taskParts.map((groups, index) => ({
      name: nameOf(index, taskParts),
      projects: groups.flatMap((group) => group.projects).join(','),
    })),
    images: imageParts.map((groups, index) => ({
      name: nameOf(index, imageParts),
      projects: builtBefore(groups, projects).join(','),
      bake: JSON.stringify(
        bakeFile(
          groups.map(({ root }) => root),
          imageCache,
        ),
      ),
    })),
  };
}

function nameOf(index: number, { length }: { readonly length: number }): string {
  return `${index + 1} of ${length}`;
}

/** The image of an extension in a folder copies what Nx has built. The Dockerfile at the root of a workspace builds everything. */
function builtBefore(extensions: readonly Group[], projects: readonly GraphProject[]): readonly string[] {
  const folders = new Set(extensions.map(({ root }) => root).filter((root) => root !== '.'));
  return projects
    .filter(({ root, targets }) => folders.has(posix.dirname(root)) && targets.includes('build'))
    .map(({ name }) => name)
    .sort();
}

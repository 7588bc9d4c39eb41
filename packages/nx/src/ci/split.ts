import { posix } from 'node:path';

/** A project of the workspace. */
export interface Project {
  readonly name: string;
  /** POSIX path from the root of the workspace; `.` for the root itself. */
  readonly root: string;
}

/** Projects that belong on one machine: those of one extension, or one project that belongs to none. */
export interface Group {
  /** The folder that they share. */
  readonly root: string;
  /** Sorted names of projects. */
  readonly projects: readonly string[];
}

/** How many machines to use. */
export interface Machines {
  /** The most that there are. */
  readonly jobs: number;
  /** Groups for each machine. Few groups do not get another machine, because each one has to install the dependencies first. */
  readonly perJob: number;
}

/**
 * Puts the projects of an extension together, because its backend and UI build on its `auth`: on two machines, that would be built
 * twice.
 *
 * @param projects to group
 * @param roots folders of all projects of the workspace
 */
export function groupByExtension(projects: readonly Project[], roots: ReadonlySet<string>): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const { name, root } of projects) {
    const above = posix.dirname(root);
    const key = root !== '.' && roots.has(above) ? above : root;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([root, names]) => ({ root, projects: names.sort() }));
}

/**
 * Splits groups between machines: the largest group first, each to the machine with the fewest projects. The same groups always give
 * the same split, in any order, and no machine is without a group. Two machines differ by at most the size of one group.
 *
 * @example
 * split(groups, { jobs: 4, perJob: 4 }).length; // 1 for up to 4 groups, 2 for up to 8, and 4 for 13 or more
 */
export function split(groups: readonly Group[], { jobs, perJob }: Machines): readonly (readonly Group[])[] {
  const count = Math.min(jobs, Math.ceil(groups.length / perJob));
  const machines = Array.from({ length: count }, () => ({ size: 0, groups: [] as Group[] }));
  for (const group of [...groups].sort(largestFirst)) {
    const machine = machines.reduce((least, each) => (each.size < least.size ? each : least));
    machine.groups.push(group);
    machine.size += group.projects.length;
  }
  return machines.map((machine) => machine.groups);
}

function largestFirst(a: Group, b: Group): number {
  return b.projects.length - a.projects.length || (a.root < b.root ? -1 : 1);
}

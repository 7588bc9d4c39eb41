export { type Addition, planAddition } from './add.ts';
export type { AddRequest } from './addition-files.ts';
export { unifiedDiff } from './diff.ts';
export type { RawAddOptions } from './options.ts';
export type { AddPackages } from './packages-change.ts';
export { type Repository, readRepository } from './reading/repository.ts';
export { type FileChanges, planRemoval } from './remove.ts';
export { writeChanges } from './write-changes.ts';

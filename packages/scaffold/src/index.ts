export { commandLine } from './command-line.ts';
export { ScaffoldError, type ScaffoldErrorCode } from './errors.ts';
export type { FileSystem } from './file-system.ts';
export { nearest } from './nearest.ts';
export { type OptionRow, optionTable, type ValueSchema } from './option-table.ts';
export {
  catalogueVerdicts,
  type Options,
  providersToAcceptOf,
  type RawOptions,
  type ResolvedOptions,
  resolveOptions,
} from './options.ts';
export { pnpmSpec, type RuntimePackage, registryPackages, runtimePackages } from './packages.ts';
export { createPlan, type Plan } from './plan.ts';
export { preflight, type Target } from './preflight.ts';
export { extensionOf, type RegisteredUri, redirectUris } from './redirect-uris.ts';
export type { ProviderVerdict } from './rules/providers.ts';
export type { SharedWorkspace } from './rules/workspace.ts';
export { type OptionName, type OptionSchema, optionSchemas, optionsSchema } from './schema.ts';
export { shellQuote } from './shell.ts';
export { type Written, writePlan } from './write.ts';

export { ScaffoldError, type ScaffoldErrorCode } from './errors.ts';
export type { FileSystem } from './files/file-system.ts';
export { preflight, type Target } from './files/preflight.ts';
export { type Written, writePlan } from './files/write.ts';
export { commandLine, createPrograms } from './options/command-line.ts';
export { nearest } from './options/nearest.ts';
export { type OptionRow, optionTable, type ValueSchema } from './options/option-table.ts';
export {
  catalogVerdicts,
  type Options,
  providersToAcceptOf,
  type RawOptions,
  type ResolvedOptions,
  resolveOptions,
} from './options/options.ts';
export { extensionOf, type RegisteredUri, redirectUris } from './options/redirect-uris.ts';
export type { ProviderVerdict } from './options/rules/providers.ts';
export type { SharedWorkspace } from './options/rules/workspace.ts';
export { type OptionName, type OptionSchema, optionSchemas, optionsSchema } from './options/schema.ts';
export { shellQuote } from './options/shell.ts';
export {
  packagesNamed,
  pnpmSpec,
  type RuntimePackage,
  registryPackages,
  runtimePackages,
} from './plan/packages.ts';
export { createPlan, explainPlan, type Plan } from './plan/plan.ts';
export type { Origin } from './plan/planned-files.ts';

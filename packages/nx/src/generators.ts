/** What generators.json and migrations.json name. */
export { extension } from './generators/extension.ts';
export { preset } from './generators/preset.ts';
export { provider, removeProvider } from './generators/provider.ts';
export { hosts, image, key, port, remoteCache, title } from './generators/single-option.ts';
export { strategy } from './generators/strategy.ts';
export { registerPlugin } from './migrations/register-plugin.ts';
export { updateFiles } from './migrations/update-files.ts';

import { logger, type Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';

/** The image loses the program that reads the key. */
const KEY_STAYS =
  'The key of a user stays in the keychain, and the new version cannot read it. First release a version that moves it. See docs/tokens-at-rest.md, "Change the location of the key".';

/**
 * Changes the port of the callback server in every file that contains it. The redirect URIs change too.
 *
 * @throws Error for an extension that publishes no port, and for conflicts
 */
export function port(tree: Tree, schema: ChangeSchema & { readonly port: number }): Promise<FollowUp> {
  return change(tree, schema, ({ options: { strategy } }) => {
    if (strategy === 'backend-callback') return { port: String(schema.port) };
    throw new Error(`This extension publishes no port, because its strategy is ${strategy}.`);
  });
}

/** Changes the name of the image, which is the extension's ID. @throws Error for an invalid name, and for conflicts */
export function image(tree: Tree, schema: ChangeSchema & { readonly image: string }): Promise<FollowUp> {
  return change(tree, schema, () => ({ image: schema.image }));
}

/** Changes the title in every file that contains it. @throws Error for an invalid title, and for conflicts */
export function title(tree: Tree, schema: ChangeSchema & { readonly title: string }): Promise<FollowUp> {
  return change(tree, schema, () => ({ title: schema.title }));
}

/**
 * Changes where the key of the backend's accounts is stored. Users stay signed in, except after a change to `page` of an extension whose
 * users have a key in the keychain, which this version cannot read.
 *
 * @throws Error without a backend, for an extension in a folder, and for conflicts
 */
export function key(tree: Tree, schema: ChangeSchema & { readonly key: string }): Promise<FollowUp> {
  return change(tree, schema, ({ options }) => {
    if (options.key !== undefined && schema.key === 'page') logger.warn(KEY_STAYS);
    return { key: schema.key };
  });
}

/**
 * Sets up Nx's remote cache in the CI workflow of the extension at the root. An empty URL removes it.
 *
 * @throws Error for a URL that is not https, for an extension in a folder, and for conflicts
 */
export function remoteCache(tree: Tree, schema: ChangeSchema & { readonly url: string }): Promise<FollowUp> {
  return change(tree, schema, () => ({ remoteCache: schema.url }));
}

/**
 * Changes the hosts in which users must be able to sign in.
 *
 * @throws Error if a provider has no sign-in method for one of them, for an unknown host, and for conflicts
 */
export function hosts(tree: Tree, schema: ChangeSchema & { readonly hosts: string }): Promise<FollowUp> {
  return change(tree, schema, () => ({ hosts: schema.hosts }));
}

import { type ClientEnvironment, environmentElement } from '../../ddclient/environment.ts';
import { jsonForScript } from '../../http/html.ts';

export const clientScriptPath = '/__simulator/dd-client.js';

const start = /<head(?:\s[^<>]*)?>|<html(?:\s[^<>]*)?>|<!doctype[^<>]*>/gi;

/**
 * Inserts the ddClient script first in the head. It is not a module, so it runs before all modules of the
 * extension.
 */
export function injectClient(page: string, environment: ClientEnvironment): string {
  const scripts =
    `<script type="application/json" id="${environmentElement}">${jsonForScript(environment)}</script>` +
    `<script src="${clientScriptPath}"></script>`;
  const tags = [...page.matchAll(start)];
  const head = tags.find(([tag]) => /^<head/i.test(tag)) ?? tags.at(-1);
  const at = head === undefined ? 0 : head.index + head[0].length;
  return page.slice(0, at) + scripts + page.slice(at);
}

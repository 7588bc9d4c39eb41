import { isNode, parseDocument } from 'yaml';
import { applyEdits } from '../../merge/edits.ts';
import { INNER } from '../gateway-settings.ts';
import type { AddOptions } from '../options.ts';
import type { Compose } from '../reading/compose.ts';
import { GUEST_SERVICES, type OwnServer } from '../reading/server.ts';

/** The text with the new path of the socket in the values that start the service. Quotes and comments stay. */
export function withMovedSocket(
  { text, services }: Compose,
  { server, options }: { readonly server: OwnServer | undefined; readonly options: AddOptions },
): string {
  const name = server?.service?.name ?? services[0]?.name;
  if (server?.place.where !== 'compose' || options.keepSocketPath || name === undefined) return text;
  const [from, to] = [`${GUEST_SERVICES}/${server.socket}`, `${INNER}/${server.socket}`];
  const document = parseDocument(text);
  const edits = ['command', 'entrypoint', 'environment'].flatMap((part) => {
    const node = document.getIn(['services', name, part], true);
    const range = isNode(node) ? node.range : undefined;
    return range
      ? [{ start: range[0], end: range[1], text: text.slice(range[0], range[1]).replaceAll(from, to) }]
      : [];
  });
  return applyEdits(text, edits);
}

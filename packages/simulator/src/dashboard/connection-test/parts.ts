import type { ConnectionTestPart, ConnectionTestStep } from '../../events/connection-test-view.ts';
import { element } from '../element.ts';

/**
 * What a part of a step is. The auth package of the tested extension, which may be of another version, tells it in the heading
 * only: `POST https://…`, `Response: HTTP 200` or other text.
 */
const labels: readonly (readonly [label: string, heading: RegExp])[] = [
  ['Request', /^[A-Z]+ https?:\/\//],
  ['Response', /^(?:Response: HTTP|Parameters of the callback)/],
];

function labelOf({ heading }: ConnectionTestPart): string | undefined {
  return labels.find(([, pattern]) => pattern.test(heading))?.[0];
}

/** Each request beside its response, and then what they mean. */
export function inReadingOrder(parts: readonly ConnectionTestPart[]): readonly ConnectionTestPart[] {
  const isSentOrReceived = (part: ConnectionTestPart) => labelOf(part) !== undefined;
  return [...parts.filter(isSentOrReceived), ...parts.filter((part) => !isSentOrReceived(part))];
}

/** The values of a part, without secrets: the auth package tells only their length. */
export function partSection(part: ConnectionTestPart): HTMLElement {
  const rows = part.lines.map(({ name, value, meaning }) =>
    element('div', {}, [
      element('dt', {}, [name]),
      element('dd', {}, [element('code', {}, [value]), ...(meaning ? [element('p', {}, [meaning])] : [])]),
    ]),
  );
  const label = labelOf(part);
  const name = label === undefined ? [] : [element('span', { class: 'label' }, [label])];
  const text = part.heading.replace(/^Response: /, '');
  const content = rows.length === 0 ? element('p', {}, ['No parameters.']) : element('dl', {}, rows);
  return element('section', { class: 'part' }, [element('h3', {}, [...name, text]), content]);
}

/** The likely cause of a failed step or a remark, and its fix. */
export function problemSection({ status, problem }: ConnectionTestStep): HTMLElement[] {
  if (problem === undefined) return [];
  const row = (term: string, text: string) =>
    element('div', {}, [element('dt', {}, [term]), element('dd', {}, [text])]);
  return [
    element('dl', { class: `problem ${status}` }, [
      row('Likely cause', problem.cause),
      row('Fix', problem.fix),
    ]),
  ];
}

import type { Call, Exchange } from '../../events/dashboard-events.ts';
import { copyButton } from '../copy-button.ts';
import { element } from '../element.ts';
import { callAsCurl, callAsJson } from './copy.ts';
import { argumentsOf, outcomeText, pretty, responseBodyOf } from './texts.ts';

function headerList(headers: Exchange['headers']): HTMLElement[] {
  const rows = Object.entries(headers).map(([name, value]) =>
    element('div', {}, [element('dt', {}, [name]), element('dd', {}, [value])]),
  );
  return rows.length === 0 ? [] : [element('dl', { class: 'headers' }, rows)];
}

function body(value: unknown): HTMLElement[] {
  return value === undefined || value === '' ? [] : [element('pre', {}, [pretty(value)])];
}

function part(title: string, heading: string, content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, [
    element('h4', {}, [title, ' ', element('code', {}, [heading])]),
    ...content,
  ]);
}

/** The request and the response of a request to the backend. */
function exchangeParts(call: Call, { method, headers, response }: Exchange): HTMLElement[] {
  const [url, sent] = argumentsOf(call);
  const request = part('Request', `${method} ${url}`, [...headerList(headers), ...body(sent)]);
  if (response === undefined) return [request, part('Response', outcomeText(call), [])];
  const received = [...headerList(response.headers), ...body(responseBodyOf(call))];
  return [request, part('Response', `HTTP ${response.status}`, received)];
}

function callParts(call: Call): HTMLElement[] {
  const args = argumentsOf(call);
  return [
    part('Arguments', '', args.length === 0 ? [element('p', {}, ['None'])] : args.flatMap(body)),
    part(
      'Result',
      '',
      call.result === undefined ? [element('p', {}, [outcomeText(call)])] : body(call.result),
    ),
  ];
}

/** What was sent and received by a call, and buttons that copy it. Secrets are masked in all of it. */
export function callDetails(call: Call): HTMLElement[] {
  const curl = callAsCurl(call);
  return [
    element('div', { class: 'buttons' }, [
      copyButton('Copy as JSON', () => callAsJson(call)),
      ...(curl === undefined ? [] : [copyButton('Copy as curl', () => curl)]),
    ]),
    element('div', { class: 'parts' }, call.exchange ? exchangeParts(call, call.exchange) : callParts(call)),
  ];
}

import type { Call } from '../../events/dashboard-events.ts';
import { argumentsOf, responseBodyOf, stateNames } from './texts.ts';

/** A call as JSON. The simulator has masked its secrets before it sent the call to this page. */
export function callAsJson(call: Call): string {
  const { at, method, state, duration, exchange, result } = call;
  const [url, body] = argumentsOf(call);
  const response = exchange?.response;
  const details = exchange
    ? {
        request: { method: exchange.method, url, headers: exchange.headers, body },
        ...(response ? { response: { ...response, body: responseBodyOf(call) } } : { result }),
      }
    : { arguments: argumentsOf(call), result };
  const time = new Date(at).toISOString();
  return JSON.stringify(
    { time, call: method, state: stateNames[state], milliseconds: duration, ...details },
    null,
    2,
  );
}

/** Quotes a word for a POSIX shell. Nothing in single quotes has a meaning, except for a single quote. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Removes characters that control a terminal, except for tabs and newlines. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '');
}

/**
 * A request to the backend as a curl command for a POSIX shell. A masked value stays masked: replace it before the command is run.
 *
 * @returns undefined for a call that is no HTTP request
 */
export function callAsCurl(call: Call): string | undefined {
  const { exchange } = call;
  if (exchange === undefined) return undefined;
  const [url, body] = argumentsOf(call);
  // A path that begins with two slashes is no other host.
  const address = new URL(`http://localhost/${String(url).replace(/^\//, '')}`).href;
  const headers = Object.entries(exchange.headers).map(([name, value]) => ['--header', `${name}: ${value}`]);
  const data =
    body === undefined ? [] : ['--data-raw', typeof body === 'string' ? body : JSON.stringify(body)];
  // With --request HEAD, curl waits for a body.
  const method = exchange.method === 'HEAD' ? [] : [['--request', exchange.method]];
  const options = [...method, ...headers, ...(data.length > 0 ? [data] : [])];
  const words = options.map(([option, value = '']) => `  ${option} ${quoted(printable(value))} \\\n`);
  const head = exchange.method === 'HEAD' ? ' --head' : '';
  return `curl${head} --unix-socket "$DDEXT_SOCKET" \\\n${words.join('')}  ${quoted(address)}`;
}

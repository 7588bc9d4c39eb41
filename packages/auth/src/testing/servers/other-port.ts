import type { RequestListener } from 'node:http';
import { startTestServer } from './test-server.ts';

/** Another program on 127.0.0.1, which browsers treat as the same host. */
export interface OtherPort {
  readonly origin: string;
  /** All received requests, each as one text with URL, headers and body. */
  readonly received: string[];
  /** The Cookie headers of these requests. */
  readonly cookies: string[];
  /** The Set-Cookie headers of its next responses. */
  setCookies: readonly string[];
  close(): Promise<void>;
}

/** Returns a page that reports everything it can read: its cookies, its referrer, and responses of the extension's port. */
const spyingPage = (target: string) => `<!doctype html><title>Other</title><img src="/image"><script>
const tell = (body) => fetch('/told', { method: 'POST', body, credentials: 'include' });
const probe = async (mode) => {
  try { return await (await fetch('${target}', { mode, credentials: 'include' })).text(); } catch (error) { return String(error); }
};
(async () => {
  await tell(document.cookie + document.referrer + history.length);
  await tell(await probe('cors') + await probe('no-cors'));
  await tell(JSON.stringify(performance.getEntries().map(({ name }) => name)));
  document.title = 'Done';
})();
</script>`;

/** Starts such a program. Its page sends requests to the extension at `target`. */
export async function startOtherPort(target: string): Promise<OtherPort> {
  const received: string[] = [];
  const cookies: string[] = [];
  const other = { received, cookies, setCookies: [] as readonly string[] };
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push([request.url, JSON.stringify(request.headers), body].join('\n'));
    if (request.headers.cookie) cookies.push(request.headers.cookie);
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': [...other.setCookies] });
    response.end(request.url === '/' ? spyingPage(target) : 'ok');
  };
  const { origin, close } = await startTestServer(listener, { maxHeaderSize: 1024 * 1024 });
  return Object.assign(other, { origin, close });
}

import { isBrowserPage } from '../core/http/browser-page.ts';
import { closingConnection } from '../core/http/closing-connection.ts';

/** The number of characters of a page that are read. */
const LONGEST = 65_536;
const TIMEOUT_MS = 15_000;

/**
 * Requests the authorization URL without a user and reads the provider's error page. A provider reports an unknown
 * client ID or redirect URI in the browser only (RFC 6749 section 4.1.2.1).
 *
 * @returns the text of an error page; undefined if the provider shows a sign-in page or does not respond
 */
export async function refusingPage(url: string, insecureLoopback: boolean): Promise<string | undefined> {
  if (!isBrowserPage(url, insecureLoopback)) return undefined;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const headers = closingConnection({ accept: 'text/html' });
  const response = await fetch(url, { redirect: 'manual', signal, headers }).catch(() => undefined);
  if (response === undefined) return undefined;
  const location = response.headers.get('location');
  if (location !== null && /error/i.test(location)) return wordsOfAddress(location, url);
  if (response.status < 400) return undefined;
  return wordsOfPage(await readSome(response).catch(() => ''));
}

function wordsOfAddress(location: string, base: string): string | undefined {
  if (!URL.canParse(location, base)) return undefined;
  const { searchParams } = new URL(location, base);
  const names = ['error', 'error_description', 'error_hint', 'error_debug'];
  return (
    names
      .map((name) => searchParams.get(name))
      .filter(Boolean)
      .join(' ') || undefined
  );
}

async function readSome(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST) break;
  }
  return text;
}

/** Returns the text of a page, to search it. It is never shown. */
function wordsOfPage(page: string): string | undefined {
  const text = page
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text || undefined;
}

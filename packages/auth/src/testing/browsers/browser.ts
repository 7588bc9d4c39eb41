/**
 * Lets `fetch` open a connection for one request. The servers of an extension close idle connections, and a test on a busy machine
 * could send a request on one that is already closed.
 */
export const OWN_CONNECTION = { connection: 'close' };

/** A minimal browser for redirect chains. It stores cookies by host name (shared by all ports) and follows single redirects. */
export class TestBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request, without following a redirect. */
  async get(url: string, init: RequestInit = {}): Promise<Response> {
    const { hostname } = new URL(url);
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, jar);
    const cookie = this.cookieFor(url);
    const headers = {
      ...OWN_CONNECTION,
      ...(cookie && { cookie }),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    return response;
  }

  /** The Cookie header that it would send; empty without cookies. */
  cookieFor(url: string): string {
    const jar = this.#cookies.get(new URL(url).hostname) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /**
   * Follows redirects from a URL to `stop`, and returns the final URL without opening it.
   *
   * @throws Error if the chain ends before `stop`
   */
  async follow(url: string, stop: string): Promise<string> {
    let next = url;
    for (let hops = 0; hops < 20; hops++) {
      const response = await this.get(next);
      const location = response.headers.get('location');
      if (!location)
        throw new Error(
          `${next} returned HTTP ${response.status} instead of a redirect: ${await response.text()}`,
        );
      next = new URL(location, next).href;
      if (next.startsWith(stop)) return next;
    }
    throw new Error(`${url} does not redirect to ${stop}.`);
  }

  forgetCookies(): void {
    this.#cookies.clear();
  }
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** Cookies without domains: all URLs of a sign-in are on 127.0.0.1, whose ports share their cookies. */
export class CookieJar {
  #cookies: Cookie[] = [];

  /** Stores the `Set-Cookie` headers of a response from `url` (RFC 6265, section 5.3). */
  keep(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const separator = pair.indexOf('=');
      const name = pair.slice(0, separator);
      const attribute = (wanted: string) =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? (url.pathname.replace(/\/[^/]*$/, '') || '/');
      const expires = attribute('expires');
      this.#cookies = this.#cookies.filter((one) => one.name !== name || one.path !== path);
      const over =
        attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) < Date.now());
      if (!over) this.#cookies.push({ name, value: pair.slice(separator + 1), path });
    }
  }

  /** The `Cookie` header for a request to `url` (RFC 6265, section 5.4). */
  headerFor({ pathname }: URL): string {
    const matches = (path: string) =>
      pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
    return this.#cookies
      .filter(({ path }) => matches(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

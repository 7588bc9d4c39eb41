import { TestBrowser } from '../../packages/auth/src/testing/browsers/browser.ts';

/** The browser of the tests, but it reads every response to its end, because an unread response keeps its connection open. */
export class DrainingBrowser extends TestBrowser {
  /**
   * @override
   * @param {string} url
   * @param {RequestInit} [init]
   */
  async get(url, init) {
    const response = await super.get(url, init);
    const body = await response.arrayBuffer();
    return new Response(body, { status: response.status, headers: response.headers });
  }
}

import type { Page, Request } from 'playwright-core';

/** A request that is pending until it is released. */
export interface HeldRequest {
  /** Resolves once the request is held. */
  readonly reached: Promise<void>;
  /** Lets the request continue. Do not call it after the page is closed. */
  release(): void;
}

/** Selects the request of a page to hold, and when. */
export interface Holding {
  readonly matches: (request: Request) => boolean;
  /** Whether the server has received the request by then, and only its response is missing. */
  readonly isReceived: boolean;
}

/** Holds the first matching request of a page. It does not see a redirect, because the browser follows it internally. */
export async function hold(page: Page, { matches, isReceived }: Holding): Promise<HeldRequest> {
  let reach = () => {};
  let release = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isFirst = true;
  await page.route('**/*', async (route) => {
    if (!isFirst || !matches(route.request())) return route.fallback();
    isFirst = false;
    const response = isReceived ? await route.fetch() : undefined;
    reach();
    await released;
    await (response ? route.fulfill({ response }) : route.continue());
  });
  return { reached, release };
}

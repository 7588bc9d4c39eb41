const CHANNEL = 'ddext-oauth.page';

/** Tells the other pages of this extension that something has changed; carries nothing itself. */
export interface PageEvents {
  post(): void;
  /** @returns a function that stops listening */
  listen(changed: () => void): () => void;
}

/** @see https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts */
export function pageEvents(): PageEvents {
  const listeners = new Set<() => void>();
  let channel: BroadcastChannel | undefined;
  return {
    post() {
      // Through the page's own channel while there is one: a page does not hear itself then.
      const sending = channel ?? new BroadcastChannel(CHANNEL);
      sending.postMessage(null);
      if (sending !== channel) sending.close();
    },
    listen(changed) {
      listeners.add(changed);
      channel ??= new BroadcastChannel(CHANNEL);
      channel.onmessage = () => {
        for (const listener of listeners) listener();
      };
      return () => {
        listeners.delete(changed);
        if (listeners.size > 0) return;
        channel?.close();
        channel = undefined;
      };
    },
  };
}

const CHANNEL = 'ddext-oauth.page';

/** Notifies the other pages of this extension of a change. The event contains no data. */
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
      // Uses the page's own channel if it is open, so that the page does not receive its own event.
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

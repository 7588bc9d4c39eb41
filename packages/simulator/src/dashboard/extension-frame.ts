import { hostNames } from '../ddclient/host.ts';
import type { DashboardState } from '../server/dashboard-pages.ts';
import { element } from './element.ts';

export interface ExtensionFrame {
  readonly root: HTMLElement;
  /** Reloads the extension in a new frame, even if the URL is the same. */
  open(search: string): void;
  /** Unloads the extension and shows a page of the simulator. */
  show(page: HTMLElement): void;
  /** Unloads the extension, as Docker Desktop does when the user leaves its tab. */
  leave(place: string): void;
  /** Moves the keyboard focus to the heading. */
  focus(): void;
}

export function createExtensionFrame({ title, extensionUrl, host }: DashboardState): ExtensionFrame {
  const root = element('main', { class: 'place' });
  return {
    root,
    open(search) {
      const src = new URL(extensionUrl);
      if (search !== '') src.searchParams.set('search', search);
      const allow = 'clipboard-read; clipboard-write';
      root.replaceChildren(
        element('h1', { class: 'hidden-heading', tabindex: '-1' }, [title]),
        element('iframe', { title: `Extension ${title}`, src: src.href, allow }),
      );
    },
    show: (page) => root.replaceChildren(page),
    leave(place) {
      root.replaceChildren(
        element('div', { class: 'empty' }, [
          element('h1', { tabindex: '-1' }, [place]),
          element('p', {}, [
            `${hostNames[host]} shows its ${place.toLowerCase()} here. The simulator has none; ${title} was unloaded.`,
          ]),
        ]),
      );
    },
    focus: () => root.querySelector('h1')?.focus(),
  };
}

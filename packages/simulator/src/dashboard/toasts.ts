import type { ToastLevel } from '../events/dashboard-events.ts';
import { element } from './element.ts';

export interface Toasts {
  readonly root: HTMLElement;
  show(level: ToastLevel, message: string, link?: string): void;
}

/** Milliseconds. A toast with a link stays until it is used or dismissed. */
const shownFor = 6000;

/** @param dismissed is called when a toast with the keyboard focus disappears */
export function createToasts(dismissed: () => void): Toasts {
  const root = element('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  return {
    root,
    show(level, message, link) {
      const dismiss = element('button', { type: 'button', 'aria-label': 'Dismiss' }, ['×']);
      const toast = element('div', { class: `toast ${level}` }, [element('p', {}, [message]), dismiss]);
      const remove = () => {
        const hadFocus = toast.contains(document.activeElement);
        toast.remove();
        if (hadFocus) dismissed();
      };
      const removeUnlessUsed = () => {
        if (toast.matches(':hover, :focus-within')) setTimeout(removeUnlessUsed, shownFor);
        else remove();
      };
      dismiss.addEventListener('click', remove);
      if (link !== undefined) {
        const anchor = element('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, [
          'Open it',
        ]);
        anchor.addEventListener('click', remove);
        dismiss.before(anchor);
      } else setTimeout(removeUnlessUsed, shownFor);
      root.append(toast);
    },
  };
}

import type { UnservedCall } from '../events/unserved-calls.ts';
import { element } from './element.ts';

export interface UnservedNotice {
  readonly root: HTMLElement;
  /** Shows the calls; nothing for none. */
  show(calls: readonly UnservedCall[]): void;
}

/** The list of calls that the simulator does not serve. */
export function createUnservedNotice(): UnservedNotice {
  const summary = element('summary');
  const list = element('ul');
  const label = 'Calls that are not served';
  const root = element('section', { class: 'unserved', 'aria-label': label }, [
    element('details', {}, [summary, list]),
  ]);
  root.hidden = true;
  return {
    root,
    show(calls) {
      root.hidden = calls.length === 0;
      const total = calls.reduce((sum, { count }) => sum + count, 0);
      summary.textContent = `${label}: ${total}`;
      list.replaceChildren(
        ...calls.map(({ method, count, reason }) =>
          element('li', {}, [element('code', {}, [method]), ` ${count}×: ${reason}`]),
        ),
      );
    },
  };
}

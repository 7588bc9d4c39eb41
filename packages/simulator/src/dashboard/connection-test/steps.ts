import type { ConnectionTestStep, ConnectionTestView, StepName } from '../../events/connection-test-view.ts';
import { copyButton } from '../copy-button.ts';
import { element } from '../element.ts';
import { inReadingOrder, partSection, problemSection } from './parts.ts';

export interface ConnectionTestSteps {
  readonly root: HTMLElement;
  show(view: ConnectionTestView | null): void;
}

const marks: Readonly<Record<ConnectionTestStep['status'], readonly [string, string]>> = {
  done: ['✓', 'done'],
  remark: ['!', 'remark'],
  skipped: ['–', 'skipped'],
  failed: ['✗', 'failed'],
};

/** A step that has not run yet. */
function stepToCome({ title }: StepName, position: number): HTMLElement {
  return element('li', { class: 'to-come' }, [
    element('span', { class: 'mark', 'aria-hidden': 'true' }, [String(position)]),
    element('h2', {}, [title]),
  ]);
}

/** A completed step. Its button shows and hides the advice, the requests and the responses. */
function completedStep(step: ConnectionTestStep): HTMLElement {
  const [mark, word] = marks[step.status];
  const id = `step-${step.id}`;
  const button = element('button', { type: 'button', 'aria-controls': id }, [
    element('strong', {}, [step.title]),
    ' ',
    element('span', {}, [step.summary]),
  ]);
  const copy = copyButton('Copy step as JSON', () => JSON.stringify(step, null, 2));
  const details = element('div', { class: 'step-details', id }, [
    ...problemSection(step),
    element('div', { class: 'parts' }, inReadingOrder(step.parts).map(partSection)),
    element('div', { class: 'buttons' }, [copy]),
  ]);
  const root = element('li', { class: step.status }, [
    element('span', { class: 'mark', role: 'img', 'aria-label': word }, [mark]),
    element('h2', {}, [button]),
    details,
  ]);
  setOpen(root, step.status !== 'skipped');
  button.addEventListener('click', () => setOpen(root, details.hidden === true));
  return root;
}

function setOpen(row: Element, isOpen: boolean): void {
  row.querySelector('h2 > button')?.setAttribute('aria-expanded', String(isOpen));
  row.querySelector('.step-details')?.toggleAttribute('hidden', !isOpen);
}

/**
 * The steps of a connection test, including those to come. A completed step stays open or closed as the user left
 * it.
 */
export function createConnectionTestSteps(): ConnectionTestSteps {
  const root = element('ol', { class: 'steps', 'aria-label': 'Steps' });
  let shown: readonly ConnectionTestStep[] = [];
  return {
    root,
    show(view) {
      const { plan = [], steps = [], next } = view ?? {};
      const isFresh = shown.length === 0 || steps.length < shown.length;
      if (isFresh) {
        root.replaceChildren(...plan.map((name, index) => stepToCome(name, index + 1)));
        shown = [];
      }
      steps.slice(shown.length).forEach((step, index) => {
        const row = completedStep(step);
        const previous = root.children[shown.length + index - 1];
        // The previous step has been read.
        if (previous) setOpen(previous, false);
        root.children[shown.length + index]?.replaceWith(row);
        row.scrollIntoView({ block: 'start' });
      });
      shown = steps;
      for (const [index, row] of [...root.children].entries()) {
        if (plan[index]?.id === next?.id && next !== undefined) row.setAttribute('aria-current', 'step');
        else row.removeAttribute('aria-current');
      }
    },
  };
}

import type {
  ConnectionTestPart,
  ConnectionTestStep,
  ConnectionTestView,
} from '../../events/connection-test-view.ts';
import { element } from '../element.ts';

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

function table({ heading, lines }: ConnectionTestPart): HTMLElement {
  const rows = lines.map(({ name, value, meaning }) =>
    element('tr', {}, [
      element('th', { scope: 'row' }, [name]),
      element('td', {}, [element('code', {}, [value]), ...(meaning ? [element('p', {}, [meaning])] : [])]),
    ]),
  );
  return element('table', {}, [element('caption', {}, [heading]), element('tbody', {}, rows)]);
}

function problem({ problem }: ConnectionTestStep): HTMLElement[] {
  if (problem === undefined) return [];
  const row = (term: string, text: string) => [element('dt', {}, [term]), element('dd', {}, [text])];
  return [
    element('dl', { class: 'problem' }, [...row('Likely cause', problem.cause), ...row('Fix', problem.fix)]),
  ];
}

function made(step: ConnectionTestStep): HTMLElement {
  const [mark, word] = marks[step.status];
  const details = element('details', {}, [
    element('summary', {}, [
      element('span', { class: 'mark', role: 'img', 'aria-label': word }, [mark]),
      element('strong', {}, [step.title]),
      element('span', {}, [step.summary]),
    ]),
    ...problem(step),
    ...step.parts.map(table),
  ]);
  details.open = step.status !== 'skipped';
  return element('li', { class: step.status }, [details]);
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
      const { plan = [], steps = [] } = view ?? {};
      const isFresh = shown.length === 0 || steps.length < shown.length;
      if (isFresh) {
        root.replaceChildren(...plan.map(({ title }) => element('li', { class: 'to-come' }, [title])));
        shown = [];
      }
      steps.slice(shown.length).forEach((step, index) => {
        const row = made(step);
        // The previous step has been read.
        root.children[shown.length + index - 1]?.querySelector('details')?.removeAttribute('open');
        root.children[shown.length + index]?.replaceWith(row);
        row.scrollIntoView({ block: 'start' });
      });
      shown = steps;
    },
  };
}

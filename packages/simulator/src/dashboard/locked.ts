import { element } from './element.ts';

/** Shown to a tab without the token of this start: of an earlier one, or in a browser that forgot it. */
export function showLocked(): void {
  document.body.className = 'small-page';
  document.body.replaceChildren(
    element('main', {}, [
      element('h1', {}, ['Open the address from the terminal']),
      element('p', {}, [
        'The simulator was started again, and printed a new address: the line that begins with Open.',
      ]),
    ]),
  );
}

import { element } from './element.ts';

/** Shows an error to a tab without the token of this start. */
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

import { element } from './element.ts';

/** Milliseconds for which the button shows the result. */
const shownFor = 2_000;

/** A button that copies a text, and says so. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const name = element('span', { 'aria-live': 'polite' }, [label]);
  const button = element('button', { type: 'button', class: 'secondary' }, [name]);
  let timer: number | undefined;
  const tell = (result: string) => {
    name.textContent = result;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      name.textContent = label;
    }, shownFor);
  };
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => tell('Copied'),
      () => tell('The browser did not allow copying'),
    );
  });
  return button;
}

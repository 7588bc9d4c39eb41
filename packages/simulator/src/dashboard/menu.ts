import { element } from './element.ts';
import { icon } from './icons.ts';

/**
 * The button that opens the navigation where the page is too narrow to show both. Escape closes the navigation, as does a choice in it or a
 * click beside it.
 *
 * @param chosen is called after a choice, to move the keyboard focus to what it opened
 */
export function createMenuButton(navigation: HTMLElement, chosen: () => void): HTMLButtonElement {
  navigation.id = 'navigation';
  const attributes = { type: 'button', class: 'menu', 'aria-label': 'Menu', 'aria-controls': 'navigation' };
  const button = element('button', attributes, [icon('Menu')]);
  const isOpen = () => navigation.classList.contains('open');
  const set = (open: boolean) => {
    navigation.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => {
    set(!isOpen());
    if (isOpen()) navigation.querySelector<HTMLElement>('[aria-current]')?.focus();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !isOpen()) return;
    set(false);
    button.focus();
  });
  navigation.addEventListener('click', ({ target }) => {
    if (!isOpen() || !(target instanceof Element && target.closest('button'))) return;
    set(false);
    chosen();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !navigation.contains(target) && !button.contains(target)) set(false);
  });
  // The focus of a frame is not seen here otherwise.
  window.addEventListener('blur', () => set(false));
  set(false);
  return button;
}

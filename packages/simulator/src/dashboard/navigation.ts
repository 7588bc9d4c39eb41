import type { DashboardState } from '../server/dashboard-pages.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';

export interface Navigation {
  readonly root: HTMLElement;
  /** Opens a place, as a click does. */
  select(place: string): void;
  /** Marks a place as the current one without opening it. */
  mark(place: string): void;
}

/** Places of Docker Desktop, which are empty here. */
const places = ['Containers', 'Images', 'Volumes', 'Builds'];

/** @param go is called with a place of Docker Desktop, "extension", "connection-test" or "test-keys" */
export function createNavigation(
  { title, testKeys, testKeysRefused }: DashboardState,
  go: (place: string) => void,
): Navigation {
  const buttons = new Map<string, HTMLButtonElement>();
  const mark = (place: string) => {
    for (const [name, button] of buttons) {
      if (name === place) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  };
  const select = (place: string) => {
    mark(place);
    go(place);
  };
  const entry = (place: string, picture: Node, label: string) => {
    const button = element('button', { type: 'button', title: label }, [
      picture,
      element('span', {}, [label]),
    ]);
    button.addEventListener('click', () => select(place));
    buttons.set(place, button);
    return element('li', {}, [button]);
  };
  const ownIcon = element('img', { src: '/icon', alt: '', width: '20', height: '20' });
  const root = element('nav', { 'aria-label': 'Dashboard' }, [
    element(
      'ul',
      {},
      places.map((place) => entry(place, icon(place), place)),
    ),
    element('h2', {}, [element('span', {}, ['Extensions'])]),
    element('ul', {}, [entry('extension', ownIcon, title)]),
    element('h2', {}, [element('span', {}, ['Simulator'])]),
    element('ul', {}, [
      entry('connection-test', icon('Key'), 'Connection test'),
      ...(testKeys.length > 0 || testKeysRefused ? [entry('test-keys', icon('Key'), 'Test keys')] : []),
    ]),
  ]);
  return { root, select, mark };
}

import type { DashboardState } from '../server/dashboard-pages.ts';
import type { DashboardEvent } from '../server/events.ts';
import { createCallsPanel } from './calls-panel.ts';
import { element } from './element.ts';
import { createExtensionFrame } from './extension-frame.ts';
import { icon } from './icons.ts';
import { createNavigation } from './navigation.ts';
import { createToasts } from './toasts.ts';
import { createTrialPage } from './trial-page.ts';

const json = document.getElementById('dashboard-state')?.textContent ?? '{}';
const state = JSON.parse(json) as DashboardState;

const toasts = createToasts();
const panel = createCallsPanel();
const frame = createExtensionFrame(state);
const trial = createTrialPage(state);
const navigation = createNavigation(state, (place) => {
  if (place === 'extension') frame.open('');
  else if (place === 'trial') frame.show(trial.open());
  else frame.leave(place);
});

const header = element('header', { class: 'bar' }, [
  icon('Container'),
  element('strong', {}, ['Docker Desktop']),
  element('span', { class: 'badge' }, ['simulator']),
  element('span', { class: 'image' }, [state.image]),
]);
document.body.append(
  header,
  element('div', { class: 'body' }, [
    navigation.root,
    element('div', { class: 'content' }, [frame.root, panel.root]),
  ]),
  toasts.root,
);
const openFromAddress = () => navigation.select(location.hash === '#try' ? 'trial' : 'extension');
openFromAddress();
window.addEventListener('hashchange', openFromAddress);

const handlers: {
  [Type in DashboardEvent['type']]: (event: Extract<DashboardEvent, { type: Type }>) => void;
} = {
  call: ({ call }) => panel.show(call),
  toast: ({ level, message, link }) => toasts.show(level, message, link),
  'extension-tab': ({ search }) => {
    navigation.mark('extension');
    frame.open(search);
  },
  trial: ({ trial: view }) => trial.show(view),
};

new EventSource('/events').addEventListener('message', ({ data }) => {
  const event = JSON.parse(data) as DashboardEvent;
  handlers[event.type](event as never);
});

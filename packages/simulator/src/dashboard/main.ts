import type { DashboardEvent } from '../events/dashboard-events.ts';
import { tokenHeader, tokenKey } from '../http/token.ts';
import type { DashboardState } from '../server/dashboard-pages.ts';
import { createBackendNotice } from './backend-notice.ts';
import { createCallsPanel } from './calls/panel.ts';
import { createConnectionTestPage } from './connection-test/page.ts';
import { element } from './element.ts';
import { createExtensionFrame } from './extension-frame.ts';
import { followEvents } from './follow-events.ts';
import { createHostSwitch } from './host-switch.ts';
import { icon } from './icons.ts';
import { showLocked } from './locked.ts';
import { createMenuButton } from './menu.ts';
import { createNavigation } from './navigation.ts';
import { createOpenDialog } from './open-dialog.ts';
import { createTestKeysPage } from './test-keys/page.ts';
import { createToasts } from './toasts.ts';
import { createUnservedNotice } from './unserved-notice.ts';

function show(state: DashboardState, token: string): void {
  const panel = createCallsPanel();
  const unserved = createUnservedNotice();
  const dialog = createOpenDialog(token);
  const frame = createExtensionFrame(state);
  const toasts = createToasts(() => frame.focus());
  const backend = createBackendNotice(token, () => frame.focus());
  const connectionTest = createConnectionTestPage(state, token);
  const navigation = createNavigation(state, (place) => {
    if (place === 'extension') frame.open('');
    else if (place === 'connection-test') frame.show(connectionTest.open());
    else if (place === 'test-keys') frame.show(createTestKeysPage(state));
    else frame.leave(place);
  });

  const header = element('header', { class: 'bar' }, [
    createMenuButton(navigation.root, () => frame.focus()),
    icon('Container'),
    createHostSwitch(state, token),
    element('span', { class: 'badge' }, ['simulator']),
    element('span', { class: 'image', title: state.image }, [state.image]),
  ]);
  document.body.append(
    header,
    element('div', { class: 'body' }, [
      navigation.root,
      element('div', { class: 'content' }, [backend.root, frame.root, unserved.root, panel.root]),
    ]),
    toasts.root,
    dialog.root,
  );
  const openFromAddress = () =>
    navigation.select(location.hash === '#connection-test' ? 'connection-test' : 'extension');
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
    dialog: (event) => dialog.show(event.dialog),
    unserved: ({ calls }) => unserved.show(calls),
    backend: ({ state }) => backend.show(state),
    'connection-test': ({ view }) => connectionTest.show(view),
  };
  void followEvents(token, {
    take: (event) => handlers[event.type](event as never),
    connected: (isConnected) => backend.showConnection(!isConnected),
  }).then(showLocked);
}

async function start(): Promise<void> {
  const token = localStorage.getItem(tokenKey) ?? '';
  const response = await fetch('/state', { headers: { [tokenHeader]: token } });
  if (response.ok) show((await response.json()) as DashboardState, token);
  else showLocked();
}

void start();

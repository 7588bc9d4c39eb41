import { grantTitle } from '../../connection-test/step.ts';
import type { ConnectionTestView, TestableProvider } from '../../events/connection-test-view.ts';
import { tokenHeader } from '../../http/token.ts';
import type { DashboardState } from '../../server/dashboard-pages.ts';
import { element } from '../element.ts';
import { createConnectionTestControls } from './controls.ts';
import { createConnectionTestSteps } from './steps.ts';

export interface ConnectionTestPage {
  /** Shows the page with the current providers. */
  open(): HTMLElement;
  /** Updates the page; null if no test is open. */
  show(view: ConnectionTestView | null): void;
}

/** Sends a request to the simulator. @throws Error with its message if it rejects the request */
export type Ask = (action: string, about?: object) => Promise<unknown>;

function makeAsk(token: string): Ask {
  return async (action, about = {}) => {
    const headers = { 'content-type': 'application/json', [tokenHeader]: token };
    const response = await fetch(`/connection-test/${action}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(about),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
}

type Begin = (grant: string) => void;

function testButton({ id, name, grants }: TestableProvider, grant: string, begin: Begin): HTMLButtonElement {
  const by = grants.length > 1 ? ` by ${grantTitle(grant)}` : '';
  const attributes = { type: 'button', class: 'primary', 'aria-label': `Test ${name} (${id})${by}` };
  const button = element('button', attributes, [`Test${by}`]);
  button.addEventListener('click', () => begin(grant));
  return button;
}

function providerRow(provider: TestableProvider, begin: Begin): HTMLElement {
  const { id, name, simulated, grants } = provider;
  const how = simulated ? `Simulated: ${name} has no client ID yet.` : 'It has a client ID.';
  const by = grants.map(grantTitle).join(', ');
  return element('li', {}, [
    element('div', {}, [
      element('h2', {}, [name, ' ', element('code', {}, [id])]),
      element('p', {}, [`${how} Sign-in: ${by}.`]),
    ]),
    element(
      'div',
      { class: 'buttons' },
      grants.map((grant) => testButton(provider, grant, begin)),
    ),
  ]);
}

/** The page that tests the connection to a provider, one step at a time. */
export function createConnectionTestPage({ title }: DashboardState, token: string): ConnectionTestPage {
  const ask = makeAsk(token);
  const alert = element('p', { class: 'refusal', role: 'alert' });
  const attempt = async (action: string, about?: object) => {
    alert.textContent = '';
    try {
      return await ask(action, about);
    } catch (error) {
      alert.textContent = (error as Error).message;
      return undefined;
    }
  };
  const list = element('ul', { class: 'providers', 'aria-label': 'Providers' });
  const heading = element('h1', { tabindex: '-1' }, ['Connection test']);
  const steps = createConnectionTestSteps();
  const controls = createConnectionTestControls(attempt);
  const intro = element('p', { class: 'quiet' }, [
    `Signs in to a provider of ${title} as the extension does, one step at a time, and shows what is sent and received, ` +
      'without secrets. A change in .env or auth/ takes effect in the next test. Nothing is stored.',
  ]);
  const content = element('div', { class: 'connection-test-list' }, [list, steps.root]);
  const root = element('div', { class: 'connection-test' }, [heading, intro, alert, controls.root, content]);

  const listProviders = async () => {
    list.setAttribute('aria-busy', 'true');
    if (list.childElementCount === 0) list.append(element('li', {}, ['Reading the providers…']));
    const providers = (await attempt('providers')) as readonly TestableProvider[] | undefined;
    list.removeAttribute('aria-busy');
    list.replaceChildren(
      ...(providers ?? []).map((provider) =>
        providerRow(provider, (grant) => void attempt('begin', { provider: provider.id, grant })),
      ),
    );
  };
  let isOpen = false;
  return {
    open() {
      void listProviders();
      return root;
    },
    show(view) {
      // The focused button is about to disappear.
      const moved = isOpen !== (view !== null) && root.contains(document.activeElement);
      if (isOpen && view === null && root.isConnected) void listProviders();
      isOpen = view !== null;
      list.hidden = intro.hidden = isOpen;
      heading.textContent = view ? `Connection test: ${view.provider.name}` : 'Connection test';
      controls.show(view);
      steps.show(view);
      if (moved) heading.focus();
    },
  };
}

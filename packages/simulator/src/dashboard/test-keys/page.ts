import type { ProviderTestKeys } from '../../extension/test-keys.ts';
import type { DashboardState } from '../../server/dashboard-pages.ts';
import { copyButton } from '../copy-button.ts';
import { element } from '../element.ts';

type Outcome = ProviderTestKeys['keys'][number]['outcome'];

const meanings: Readonly<Record<Outcome, string>> = {
  works: 'The provider accepts it. The owner is Ada Lovelace, if the provider names one.',
  rejected: 'The provider rejects it, as if it were wrong or revoked.',
  expired: 'It has expired.',
  'missing-scope': 'It does not have a required permission.',
  blocked: 'The provider blocks it or its account.',
  'rate-limited': 'The provider is rate limiting requests.',
};

function keyRow({ name }: ProviderTestKeys, { key, outcome }: ProviderTestKeys['keys'][number]): HTMLElement {
  const copy = copyButton('Copy', () => key);
  copy.setAttribute('aria-label', `Copy the ${name} test key: ${meanings[outcome]}`);
  return element('li', {}, [
    element('div', {}, [element('code', {}, [key]), element('p', {}, [meanings[outcome]])]),
    copy,
  ]);
}

/** The page with the keys that only the simulator accepts, or the reason why there are none. */
export function createTestKeysPage({ title, testKeys, testKeysRefused }: DashboardState): HTMLElement {
  const lead =
    `Paste one of these keys in ${title}. The simulator answers in place of the provider, and the key never leaves this machine. ` +
    'Any other key is sent to the provider. If the extension asks for a user name, enter any name.';
  return element('section', { class: 'test-keys', 'aria-label': 'Test keys' }, [
    element('h1', {}, ['Test keys']),
    element('p', { class: 'lead' }, [testKeysRefused ?? lead]),
    ...testKeys.flatMap((provider) => [
      element('h2', {}, [`${provider.name}: ${provider.noun}`]),
      element(
        'ul',
        {},
        provider.keys.map((key) => keyRow(provider, key)),
      ),
    ]),
  ]);
}

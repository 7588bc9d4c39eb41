import { providersToAcceptOf, type RawOptions } from '../options/options.ts';
import type { ExtensionRecord } from '../options/record.ts';
import { withoutProvider, withProvider } from '../update/provider-ids.ts';
import type { Pick } from './edits/edit.ts';

type Change = Omit<RawOptions, 'directory'>;

/** A change that a generator makes. @returns undefined for an extension to which it does not apply */
export type Step = (record: ExtensionRecord, pick: Pick) => Change | undefined;

/** Changes that generators make one after the other. */
export interface Operation {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Whether the options are the same afterwards. */
  readonly restores?: boolean;
}

const ADDABLE = ['github', 'gitlab', 'google', 'keycloak', 'auth0', 'oidc'];

/** The version of extensions with earlier templates. */
const EARLIER = '0.0.1';

const isTab = ({ options }: ExtensionRecord) => options.strategy === 'extension-tab';
const isCallback = ({ options }: ExtensionRecord) => options.strategy === 'backend-callback';

/** The change with the providers accepted that share the redirect URI of the tab. */
function accepting({ options }: ExtensionRecord, change: Change): Change {
  const strategy = change.strategy ?? options.strategy;
  if (strategy !== 'extension-tab') return change;
  const { directory } = options;
  const provider = change.provider ?? options.provider;
  const accept = providersToAcceptOf({ directory, strategy, provider }).map(({ id }) => id);
  return { ...change, accept };
}

const add: Step = (record, pick) => {
  const id = pick(ADDABLE.filter((each) => !record.options.provider.includes(each)));
  return id === undefined ? undefined : accepting(record, { provider: withProvider(record, id) });
};

const remove: Step = (record, pick) => {
  const id = pick(record.options.provider);
  if (id === undefined || record.options.provider.length < 2) return undefined;
  return { provider: withoutProvider(record, id) };
};

const toTab: Step = (record) =>
  isCallback(record) ? accepting(record, { strategy: 'extension-tab' }) : undefined;

const toCallback: Step = (record) => (isTab(record) ? { strategy: 'backend-callback' } : undefined);

const toBridge: Step = (record) =>
  isTab(record) && record.options.redirect === 'scheme' ? { redirect: 'bridge' } : undefined;

const toPage: Step = (record) =>
  isTab(record) && record.options.exchange === 'backend' ? { exchange: 'ui' } : undefined;

const toBackend: Step = (record) =>
  isTab(record) && record.options.exchange === 'ui' ? { exchange: 'backend' } : undefined;

const port: Step = (record, pick) =>
  isCallback(record) ? { port: pick(['6123', '7001', '8123']) } : undefined;

const image: Step = (_record, pick) => ({ image: pick(['acme/login', 'example/door']) });
const title: Step = (_record, pick) => ({ title: pick(['Acme Login', 'Front Desk']) });

/** Only the templates differ. */
const migrate: Step = ({ version }) => (version === EARLIER ? {} : undefined);

export const operations: readonly Operation[] = [
  { name: 'add', steps: [add] },
  { name: 'remove', steps: [remove] },
  { name: 'cb>tab', steps: [toTab] },
  { name: 'tab>cb', steps: [toCallback] },
  { name: 'cb>tab>cb', steps: [toTab, toCallback], restores: true },
  { name: 'scheme>bridge', steps: [toBridge] },
  { name: 'backend>ui', steps: [toPage] },
  { name: 'ui>backend', steps: [toBackend] },
  { name: 'port', steps: [port] },
  { name: 'image', steps: [image] },
  { name: 'title', steps: [title] },
  { name: 'migrate', steps: [migrate] },
];

import { ScaffoldError } from '@ddext-oauth/scaffold';

/** The options that apply to an existing extension. */
const withAdd = new Set([
  ...[
    'add',
    'provider',
    'method',
    'redirect',
    'exchange',
    'prefix',
    'image',
    'port',
    'accept',
    'keep-socket-path',
  ],
  ...['dry-run', 'yes', 'json'],
]);
const withRemove = new Set(['remove', 'dry-run', 'yes', 'json']);
const onlyWithAdd = ['method', 'prefix', 'keep-socket-path'];

/**
 * Checks that the options of a command line apply to what it does: create an extension, or change an existing one.
 *
 * @param given names of options
 * @throws {ScaffoldError} `option-not-applicable`
 */
export function assertApplicable(given: ReadonlySet<string>): void {
  const mode = ['add', 'remove'].find((name) => given.has(name));
  const allowed = { add: withAdd, remove: withRemove }[mode ?? ''];
  const [other] = allowed ? [...given].filter((name) => !allowed.has(name)) : [];
  if (other !== undefined)
    throw new ScaffoldError('option-not-applicable', `--${other} cannot be combined with --${mode}.`);
  const early = allowed ? undefined : onlyWithAdd.find((name) => given.has(name));
  if (early !== undefined) throw new ScaffoldError('option-not-applicable', `--${early} requires --add.`);
}

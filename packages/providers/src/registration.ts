import type { Strategy } from './preset.ts';
import type { Registration } from './reference.ts';

/** What a registration depends on, for {@link registrationSteps}. */
export interface RegistrationValues {
  readonly strategy: Strategy;
  readonly redirectUri: string;
  /** The name that users see when they consent. */
  readonly appName: string;
  readonly scopes: readonly string[];
  /** The environment variables for the client ID and secret. */
  readonly clientIdVariable: string;
  readonly clientSecretVariable: string;
}

/** A step with the values of one extension. */
export interface FilledStep {
  readonly text: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Returns the steps of a registration that a redirect strategy needs, with its values. Empty for a provider without steps.
 *
 * @example
 *   registrationSteps(github.registration, values)[1]?.fields[2]; // { name: 'Authorization callback URL', value: 'http://127.0.0.1:51234/callback/github' }
 */
export function registrationSteps(
  { steps }: Pick<Registration, 'steps'>,
  { strategy, scopes, ...values }: RegistrationValues,
): readonly FilledStep[] {
  const texts = new Map<string, string>(Object.entries({ ...values, scopes: scopes.join(', ') }));
  const filled = (template: string) =>
    template.replace(/\{(\w+)\}/g, (braces, name: string) => texts.get(name) ?? braces);
  return (steps ?? [])
    .filter((step) => (step.strategy ?? strategy) === strategy)
    .map(({ text, fields = {} }) => ({
      text: filled(text),
      fields: Object.entries(fields).map(([name, value]) => ({ name, value: filled(value) })),
    }));
}

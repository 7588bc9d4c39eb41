import type { Preset, Strategy } from '@ddext-oauth/auth/providers';
import { ScaffoldError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Exchange } from '../strategies.ts';

/**
 * Checks preset ids against the catalogue: at least one, each known, none twice.
 *
 * @throws {ScaffoldError} `provider-unknown`, `provider-twice`
 */
export function parseProviders(given: readonly string[], catalogue: readonly Preset[]): readonly Preset[] {
  const twice = given.find((id, index) => given.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new ScaffoldError('provider-twice', `The provider ${twice} is given twice; give it once.`);
  }
  if (given.length === 0) throw unknown('', catalogue);
  return given.map((id) => {
    const preset = catalogue.find((candidate) => candidate.id === id);
    if (preset === undefined) throw unknown(id, catalogue);
    return preset;
  });
}

function unknown(id: string, catalogue: readonly Preset[]): ScaffoldError {
  const ids = catalogue.map((preset) => preset.id);
  const near = nearest(id, ids);
  const meant = near
    ? `did you mean ${near}? All there are`
    : 'give one of these, each with its own --provider';
  return new ScaffoldError(
    'provider-unknown',
    `There is no provider ${JSON.stringify(id)}; ${meant}: ${ids.join(', ')}.`,
    { suggestion: near ?? ids[0] },
  );
}

/**
 * Holds the presets' verdicts on a strategy against the choice.
 *
 * @returns a warning for each pair of which nobody has shown that it works
 * @throws {ScaffoldError} `provider-impossible` for a pair that is documented not to work
 */
export function judgeProviders(presets: readonly Preset[], strategy: Strategy): string[] {
  return presets.flatMap((preset) => {
    const verdict = preset.strategies[strategy];
    if (verdict.possible === true) return [];
    if (verdict.possible === 'unknown') {
      return [`Whether ${preset.name} works with ${strategy} is not known: ${verdict.reason}`];
    }
    const other = Object.entries(preset.strategies).find(([, { possible }]) => possible === true)?.[0];
    const advice = other ? `use --strategy ${other} or another provider` : 'choose another provider';
    throw new ScaffoldError(
      'provider-impossible',
      `${preset.name} does not work with ${strategy}: ${verdict.reason.replace(/\.$/, '')}; ${advice}.`,
      { suggestion: other },
    );
  });
}

/**
 * Refuses an exchange in the page for a provider whose clients must authenticate: a secret in a page is
 * everyone's (RFC 9700 section 2.5, RFC 8252 section 8.5).
 *
 * @throws {ScaffoldError} `provider-impossible`
 */
export function refuseConfidential(presets: readonly Preset[], exchange: Exchange): void {
  if (exchange === 'backend') return;
  const confidential = presets.find(({ clientAuthentication }) => !clientAuthentication.includes('none'));
  if (!confidential) return;
  throw new ScaffoldError(
    'provider-impossible',
    `${confidential.name} does not work with --exchange ui: it wants a client secret, and a page cannot keep one; use --exchange backend or another provider.`,
    { suggestion: 'backend' },
  );
}

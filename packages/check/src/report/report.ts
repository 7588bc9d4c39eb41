import type { Host } from '@ddext-oauth/providers';
import { namesOf, recordedHosts } from '../rules/hosts.ts';
import { missingNeed } from '../rules/needs.ts';
import type { Outcome, Rule } from '../rules/rule.ts';
import type { Problem } from '../sources/problem.ts';
import { masked } from '../sources/secrets.ts';
import type { Severity } from '../sources/severity.ts';
import type { Silenced } from '../sources/silenced.ts';
import type { WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { profileOf } from './profile.ts';

/** A place where a rule is broken. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** The reason from ddext-check.json, if the rule is silenced. */
  readonly silenced?: string;
}

/** The result of a check. */
export interface Report {
  /** The folder, or the image's reference. */
  readonly target: string;
  /** What the extension is made of, as far as its files show it. Empty for an image. */
  readonly profile: readonly string[];
  /** The rules that were checked in full, in their order. */
  readonly checked: readonly string[];
  /** Rules that could not be checked, or not in full, with the reason. They may have findings in the part that was checked. */
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
  /**
   * Parts of an image that could not be read, each as `WHAT, because REASON`. If there are any, a report without findings is not
   * complete.
   */
  readonly incomplete: readonly string[];
  /** In the order of the rules, including silenced ones. Their texts contain no secret. */
  readonly findings: readonly Finding[];
}

/**
 * Applies rules to a workspace or an image.
 *
 * @param hosts in which the extension runs. Default: those of {@link recordedHosts}
 */
export function report(
  extension: WorkspaceOrImage,
  rules: readonly Rule[],
  silenced: Silenced,
  hosts: readonly Host[] = recordedHosts(extension),
): Report {
  const outcomes = rules.flatMap((rule) => {
    const outcome = apply(rule, extension, hosts);
    return outcome === undefined ? [] : [{ rule, outcome }];
  });
  // A path or label in a message may contain a secret.
  const mask = (text: string) => masked(text, extension.secrets);
  return {
    target: extension.kind === 'image' ? extension.reference : extension.directory,
    profile: extension.kind === 'workspace' ? profileOf(extension).map(mask) : [],
    checked: outcomes.filter(({ outcome }) => !('notChecked' in outcome)).map(({ rule }) => rule.id),
    notChecked: outcomes.flatMap(({ rule, outcome }) =>
      'notChecked' in outcome ? [{ rule: rule.id, reason: mask(outcome.notChecked) }] : [],
    ),
    incomplete: extension.kind === 'image' ? extension.incomplete.map(mask) : [],
    findings: outcomes.flatMap(({ rule, outcome }) =>
      problemsOf(outcome).map(({ file, line, message, severity = rule.severity }) => {
        const reason = silenced.get(rule.id);
        const place = { file: mask(file), line };
        const known = { rule: rule.id, severity, ...place, message: mask(message) };
        return reason === undefined ? known : { ...known, silenced: reason };
      }),
    ),
  };
}

const problemsOf = (outcome: Outcome): readonly Problem[] =>
  'notChecked' in outcome ? (outcome.problems ?? []) : outcome;

function apply(rule: Rule, extension: WorkspaceOrImage, hosts: readonly Host[]): Outcome | undefined {
  if (rule.over !== 'both' && rule.over !== extension.kind) return undefined;
  const reason = missingNeed(rule.needs ?? [], extension);
  if (reason !== undefined) return { notChecked: reason };
  const requiring = rule.hosts === undefined ? hosts : hosts.filter((host) => rule.hosts?.includes(host));
  if (rule.hosts !== undefined && requiring.length === 0)
    return {
      notChecked: `${namesOf(hosts)} ${hosts.length > 1 ? 'do' : 'does'} not require it; --hosts names other hosts.`,
    };
  if (rule.over === 'both') return rule.check(extension, requiring);
  if (rule.over === 'workspace')
    return extension.kind === 'workspace' ? rule.check(extension, requiring) : undefined;
  return extension.kind === 'image' ? rule.check(extension, requiring) : undefined;
}

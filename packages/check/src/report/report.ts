import type { Host } from '@ddext-oauth/providers';
import { recordedHosts } from '../rules/hosts.ts';
import type { Outcome, Rule } from '../rules/rule.ts';
import type { Problem } from '../sources/problem.ts';
import { masked } from '../sources/secrets.ts';
import type { Silenced } from '../sources/silenced.ts';
import type { WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** A place where a rule is broken. */
export interface Finding extends Problem {
  readonly rule: string;
  /** The reason from ddext-check.json, if the rule is silenced. */
  readonly silenced?: string;
}

/** The result of a check. */
export interface Report {
  /** The folder, or the image's reference. */
  readonly target: string;
  /** The rules that were checked, in their order. */
  readonly checked: readonly string[];
  /** Rules that could not be checked, with the reason. */
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
 * @param hosts in which the extension runs. Default: those that it records
 */
export function report(
  extension: WorkspaceOrImage,
  rules: readonly Rule[],
  silenced: Silenced,
  hosts: readonly Host[] = recordedHosts(extension),
): Report {
  const outcomes = rules.flatMap((rule) => {
    const requiring = rule.hosts === undefined ? hosts : hosts.filter((host) => rule.hosts?.includes(host));
    const outcome = requiring.length > 0 ? apply(rule, extension, requiring) : undefined;
    return outcome === undefined ? [] : [{ rule: rule.id, outcome }];
  });
  // A path or label in a message may contain a secret.
  const mask = (text: string) => masked(text, extension.secrets);
  return {
    target: extension.kind === 'image' ? extension.reference : extension.directory,
    checked: outcomes.filter(({ outcome }) => !('notChecked' in outcome)).map(({ rule }) => rule),
    notChecked: outcomes.flatMap(({ rule, outcome }) =>
      'notChecked' in outcome ? [{ rule, reason: mask(outcome.notChecked) }] : [],
    ),
    incomplete: extension.kind === 'image' ? extension.incomplete.map(mask) : [],
    findings: outcomes.flatMap(({ rule, outcome }) =>
      'notChecked' in outcome
        ? []
        : outcome.map(({ file, line, message }) =>
            finding(rule, { file: mask(file), line, message: mask(message) }, silenced.get(rule)),
          ),
    ),
  };
}

function apply(rule: Rule, extension: WorkspaceOrImage, hosts: readonly Host[]): Outcome | undefined {
  if (rule.over === 'both') return rule.check(extension, hosts);
  if (rule.over === 'workspace')
    return extension.kind === 'workspace' ? rule.check(extension, hosts) : undefined;
  return extension.kind === 'image' ? rule.check(extension, hosts) : undefined;
}

function finding(rule: string, { file, line, message }: Problem, silenced: string | undefined): Finding {
  return { rule, file, line, message, ...(silenced === undefined ? {} : { silenced }) };
}

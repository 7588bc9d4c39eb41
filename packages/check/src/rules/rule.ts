import type { Host } from '@ddext-oauth/providers';
import type { Problem } from '../sources/problem.ts';
import type { Severity } from '../sources/severity.ts';
import type { Image, Workspace, WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import type { Need } from './needs.ts';

/** Why a rule could not be checked, or not in full, and what to do. */
export interface NotChecked {
  readonly notChecked: string;
  /** What the rule found in the part that it could check. */
  readonly problems?: readonly Problem[];
}

export type Outcome = readonly Problem[] | NotChecked;

/** The description of a rule. docs/check.md is generated from it. */
export interface RuleText {
  /** Stable, because ddext-check.json refers to it. */
  readonly id: string;
  /** The severity of its findings, unless a finding has its own. */
  readonly severity: Severity;
  /** The requirement. */
  readonly what: string;
  /** The consequence of a violation. */
  readonly why: string;
  /** The source: URL of a page, or section of an RFC. */
  readonly source: string;
  /** How to fix a violation. */
  readonly fix: string;
  /** The hosts that require it. Absent for a rule of every extension. */
  readonly hosts?: readonly Host[];
}

/** A rule for a workspace, for an image, or for both. `check` receives the hosts of the extension that require the rule. */
export type Rule = RuleText & {
  /** What the rule reads. Without it the rule is not checked. */
  readonly needs?: readonly Need[];
} & (
    | { readonly over: 'workspace'; check(workspace: Workspace, hosts: readonly Host[]): Outcome }
    | { readonly over: 'image'; check(image: Image, hosts: readonly Host[]): Outcome }
    | { readonly over: 'both'; check(extension: WorkspaceOrImage, hosts: readonly Host[]): Outcome }
  );

/** The outcome of a rule that may have checked only a part. @param reasons why a part was not checked; none if everything was */
export function partly(problems: readonly Problem[], reasons: readonly string[]): Outcome {
  const [first, ...others] = new Set(reasons);
  if (first === undefined) return problems;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return { problems, notChecked: `${first}${more}.` };
}

/** Returns a rule unchanged, with its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

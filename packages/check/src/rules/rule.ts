import type { Problem } from '../sources/problem.ts';
import type { Image, Workspace, WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** A rule had nothing to look at; why, and what to do about it. */
export interface NotChecked {
  readonly notChecked: string;
}

export type Outcome = readonly Problem[] | NotChecked;

/** What a rule says about itself; docs/check.md is made from it. */
export interface RuleText {
  /** Stable: it is what ddext-check.json silences. */
  readonly id: string;
  /** What holds in an extension that keeps the rule. */
  readonly what: string;
  /** What happens otherwise. */
  readonly why: string;
  /** Who says so: the address of a page, or a section of an RFC. */
  readonly source: string;
  /** What to do where it is broken. */
  readonly fix: string;
}

/** A rule over a workspace, over an image, or over what both have. */
export type Rule = RuleText &
  (
    | { readonly over: 'workspace'; check(workspace: Workspace): Outcome }
    | { readonly over: 'image'; check(image: Image): Outcome }
    | { readonly over: 'both'; check(extension: WorkspaceOrImage): Outcome }
  );

/** Types a rule; returns it unchanged. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

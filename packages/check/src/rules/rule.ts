import type { Host } from '@ddext-oauth/providers';
import type { Problem } from '../sources/problem.ts';
import type { Image, Workspace, WorkspaceOrImage } from '../sources/workspace-or-image.ts';

/** A rule could not be checked, with the reason and what to do. */
export interface NotChecked {
  readonly notChecked: string;
}

export type Outcome = readonly Problem[] | NotChecked;

/** The description of a rule. docs/check.md is generated from it. */
export interface RuleText {
  /** Stable, because ddext-check.json refers to it. */
  readonly id: string;
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
export type Rule = RuleText &
  (
    | { readonly over: 'workspace'; check(workspace: Workspace, hosts: readonly Host[]): Outcome }
    | { readonly over: 'image'; check(image: Image, hosts: readonly Host[]): Outcome }
    | { readonly over: 'both'; check(extension: WorkspaceOrImage, hosts: readonly Host[]): Outcome }
  );

/** Returns a rule unchanged, with its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

import { resolve } from 'node:path';
import { CheckError } from './errors.ts';
import type { Outcome, Problem, Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import { readSilenced, type Silenced } from './silenced.ts';
import { masked } from './sources/secrets.ts';
import type { Subject } from './subject.ts';

/** What to check. */
export interface CheckOptions {
  /** The extension's folder; this one unless given. */
  readonly directory?: string;
  /** An image that the Docker Engine has: it is checked then, and not the folder, of which .env and ddext-check.json count. */
  readonly image?: string;
  /** Where else client secrets are looked for; this process's variables unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A place where a rule is broken. */
export interface Finding extends Problem {
  readonly rule: string;
  /** Why it does not count, from ddext-check.json. */
  readonly silenced?: string;
}

/** What was found. */
export interface Report {
  /** The folder, or the image's reference. */
  readonly subject: string;
  /** The rules that were checked, in their order. */
  readonly checked: readonly string[];
  /** Rules that had nothing to look at, and why. */
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
  /**
   * Parts of an image that could not be read, each as `WHAT, because REASON`. Where there are any, no finding does not mean
   * that there is none.
   */
  readonly incomplete: readonly string[];
  /** In the order of the rules, silenced ones among them. No text in them holds a secret. */
  readonly findings: readonly Finding[];
}

/**
 * Checks an extension's workspace, or its image.
 *
 * @throws {import('./errors.ts').CheckError} `usage` for a wrong ddext-check.json; `unreadable` where the folder holds no
 *   extension, or the image cannot be read
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  const { directory: given = '.', image, environment = process.env } = options;
  const directory = resolve(given);
  const silenced = await readSilenced(
    directory,
    rules.map(({ id }) => id),
  );
  if (image === undefined) {
    // The parsers behind this are most of what this package loads.
    const { readWorkspace } = await import('./sources/read-workspace.ts');
    return report(await readable(readWorkspace(directory, environment)), rules, silenced);
  }
  const { checkInThread } = await import('./image/check-in-thread.ts');
  return readable(checkInThread({ directory, image, environment: { ...environment }, silenced }));
}

async function readable<Result>(read: Promise<Result>): Promise<Result> {
  try {
    return await read;
  } catch (error) {
    // Of the file system, which names the file and the reason.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CheckError('unreadable', `${error.message}. See that it is there, and may be read.`, {
      cause: error,
    });
  }
}

/** Applies rules to what was read. */
export function report(subject: Subject, rules: readonly Rule[], silenced: Silenced): Report {
  const outcomes = rules.flatMap((rule) => {
    const outcome = apply(rule, subject);
    return outcome === undefined ? [] : [{ rule: rule.id, outcome }];
  });
  // A secret may stand in a path or a label that a message names.
  const mask = (text: string) => masked(text, subject.secrets);
  return {
    subject: subject.kind === 'image' ? subject.reference : subject.directory,
    checked: outcomes.filter(({ outcome }) => !('notChecked' in outcome)).map(({ rule }) => rule),
    notChecked: outcomes.flatMap(({ rule, outcome }) =>
      'notChecked' in outcome ? [{ rule, reason: mask(outcome.notChecked) }] : [],
    ),
    incomplete: subject.kind === 'image' ? subject.incomplete.map(mask) : [],
    findings: outcomes.flatMap(({ rule, outcome }) =>
      'notChecked' in outcome
        ? []
        : outcome.map(({ file, line, message }) =>
            finding(rule, { file: mask(file), line, message: mask(message) }, silenced.get(rule)),
          ),
    ),
  };
}

function apply(rule: Rule, subject: Subject): Outcome | undefined {
  if (rule.over === 'both') return rule.check(subject);
  if (rule.over === 'workspace') return subject.kind === 'workspace' ? rule.check(subject) : undefined;
  return subject.kind === 'image' ? rule.check(subject) : undefined;
}

function finding(rule: string, { file, line, message }: Problem, silenced: string | undefined): Finding {
  return { rule, file, line, message, ...(silenced === undefined ? {} : { silenced }) };
}

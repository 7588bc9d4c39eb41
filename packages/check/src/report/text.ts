import { rules } from '../rules/index.ts';
import { severities } from '../sources/severity.ts';
import type { Finding, Report } from './report.ts';
import { visible } from './visible.ts';

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A report as text. Every line is safe to print, for any name of a file or label. */
export function textOf({ findings, notChecked, incomplete, checked, target, profile }: Report): string {
  const open = findings.filter(({ silenced }) => silenced === undefined);
  const silenced = findings.filter((finding) => finding.silenced !== undefined);
  const closing = [
    `${plural(open.length, 'finding')}${open.length > 0 ? ` (${countsOf(open)})` : ''}`,
    ...(silenced.length > 0 ? [`${silenced.length} silenced`] : []),
    `${plural(checked.length, 'rule')} checked over ${target}`,
    ...(incomplete.length > 0 ? ['which was not read in full'] : []),
  ];
  return [
    ...open.flatMap((finding) => [head(finding), `  ${fixOf(finding.rule)}`, '']),
    ...silenced.flatMap((finding) => [head(finding), `  Silenced: ${finding.silenced}`, '']),
    ...(profile.length > 0 ? [`Seen: ${profile.join('; ')}.`] : []),
    ...byReason(notChecked).map(([reason, ids]) => `Not checked: ${ids.join(', ')}, because ${reason}`),
    ...incomplete.map((part) => `Not checked: ${part}.`),
    `${closing.join(', ')}.`,
  ]
    .map(visible)
    .join('\n');
}

const head = ({ file, line, severity, rule, message }: Finding) =>
  `${file}:${line} ${severity} ${rule}: ${message}`;

const countsOf = (findings: readonly Finding[]) =>
  severities
    .map(
      (severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, severity]) => plural(count, severity))
    .join(', ');

/** One entry for all rules that are left out for the same reason. */
function byReason(notChecked: Report['notChecked']): readonly (readonly [string, readonly string[]])[] {
  const reasons = [...new Set(notChecked.map(({ reason }) => reason))];
  return reasons.map((reason) => [
    reason,
    notChecked.filter((each) => each.reason === reason).map(({ rule }) => rule),
  ]);
}

const fixOf = (rule: string) => rules.find(({ id }) => id === rule)?.fix ?? '';

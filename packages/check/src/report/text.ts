import { rules } from '../rules/index.ts';
import type { Finding, Report } from './report.ts';
import { visible } from './visible.ts';

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A report as text. Every line is safe to print, for any name of a file or label. */
export function textOf({ findings, notChecked, incomplete, checked, target }: Report): string {
  const open = findings.filter(({ silenced }) => silenced === undefined);
  const silenced = findings.filter((finding) => finding.silenced !== undefined);
  const closing = [
    plural(open.length, 'finding'),
    ...(silenced.length > 0 ? [`${silenced.length} silenced`] : []),
    `${plural(checked.length, 'rule')} checked over ${target}`,
    ...(incomplete.length > 0 ? ['which was not read in full'] : []),
  ];
  return [
    ...open.flatMap((finding) => [head(finding), `  ${fixOf(finding.rule)}`, '']),
    ...silenced.flatMap((finding) => [head(finding), `  Silenced: ${finding.silenced}`, '']),
    ...notChecked.map(({ rule, reason }) => `Not checked: ${rule}, because ${reason}`),
    ...incomplete.map((part) => `Not checked: ${part}.`),
    `${closing.join(', ')}.`,
  ]
    .map(visible)
    .join('\n');
}

const head = ({ file, line, rule, message }: Finding) => `${file}:${line} ${rule}: ${message}`;

const fixOf = (rule: string) => rules.find(({ id }) => id === rule)?.fix ?? '';

import type { Finding, Report } from '../check.ts';
import { rules } from '../rules/index.ts';

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A report for a person to read. */
export function textOf({ findings, notChecked, checked, subject }: Report): string {
  const open = findings.filter(({ silenced }) => silenced === undefined);
  const silenced = findings.filter((finding) => finding.silenced !== undefined);
  const closing = [
    plural(open.length, 'finding'),
    ...(silenced.length > 0 ? [`${silenced.length} silenced`] : []),
    `${plural(checked.length, 'rule')} checked over ${subject}`,
  ];
  return [
    ...open.map((finding) => `${head(finding)}\n  ${mendOf(finding.rule)}\n`),
    ...silenced.map((finding) => `${head(finding)}\n  Silenced: ${finding.silenced}\n`),
    ...notChecked.map(({ rule, reason }) => `Not checked: ${rule}, because ${reason}`),
    `${closing.join(', ')}.`,
  ].join('\n');
}

const head = ({ file, line, rule, message }: Finding) => `${file}:${line} ${rule}: ${message}`;

const mendOf = (rule: string) => rules.find(({ id }) => id === rule)?.mend ?? '';

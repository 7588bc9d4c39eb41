import type {
  ConnectionTestPart,
  ConnectionTestStep,
  TestableProvider,
} from '../../events/connection-test-view.ts';
import { grantTitle } from '../step.ts';

const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
type Style = keyof typeof styles;
export type Paint = (style: Style, text: string) => string;

export function createPaint(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
}

const marks: Readonly<Record<ConnectionTestStep['status'], readonly [Style, string, string]>> = {
  done: ['green', '✓', ''],
  remark: ['yellow', '!', ' (remark)'],
  skipped: ['yellow', '–', ' (skipped)'],
  failed: ['red', '✗', ' (failed)'],
};

const widest = 40;

/** Removes control characters from external text, so that it cannot control the terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}

function partLines({ heading, lines }: ConnectionTestPart, paint: Paint): string[] {
  const width = Math.min(widest, Math.max(0, ...lines.map(({ name }) => name.length)));
  const rows = lines.flatMap(({ name, value, meaning }) => [
    `      ${plain(name).padEnd(width)}  ${plain(value)}`,
    ...(meaning ? [paint('dim', `      ${' '.repeat(width)}  ${meaning}`)] : []),
  ]);
  return [`    ${paint('bold', plain(heading))}`, ...rows];
}

/** The lines of a step. @param position such as `3/8` */
export function stepLines(step: ConnectionTestStep, position: string, paint: Paint): string[] {
  const [style, mark, word] = marks[step.status];
  const { problem } = step;
  return [
    `${paint(style, mark)} ${position} ${paint('bold', step.title)}${word}`,
    `  ${plain(step.summary)}`,
    ...(problem ? [`  Likely cause: ${plain(problem.cause)}`, `  Fix: ${plain(problem.fix)}`] : []),
    ...step.parts.flatMap((part) => partLines(part, paint)),
    '',
  ];
}

/** The list of providers with an example command. @param command as typed, such as `pnpm try` */
export function providerLines(providers: readonly TestableProvider[], command: string): string[] {
  if (providers.length === 0)
    return ['The extension has no providers. Add one to auth/src/providers/index.ts.'];
  const width = Math.max(...providers.map(({ id }) => id.length));
  const rows = providers.map(({ id, name, simulated, grants }) => {
    const how = simulated ? 'simulated: no client ID yet' : 'has a client ID';
    return `  ${id.padEnd(width)}  ${name} (${grants.map(grantTitle).join(', ')}; ${how})`;
  });
  return ['Name the provider to test:', '', ...rows, '', `Example: ${command} ${providers[0]?.id}`];
}

/** Kinds of calls for the filter, by the beginning of their method. */
export const kinds = {
  'Backend requests': /^extension\.vm\.service\./,
  Commands: /\.cli\.exec$/,
  'Docker Engine': /^docker\.list/,
  'Toasts, dialogs, navigation': /^desktopUI\./,
  'Browser and links': /^(?:host\.openExternal|operating system)/,
} as const;

export type CallKind = keyof typeof kinds | 'Other';

export function kindOf(method: string): CallKind {
  const [kind = 'Other'] = Object.entries(kinds).find(([, pattern]) => pattern.test(method)) ?? [];
  return kind as CallKind;
}

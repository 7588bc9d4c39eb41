/** Whether something works. Without a source it is `unknown`. */
export type Verdict =
  | { readonly possible: true; readonly note?: string }
  | { readonly possible: false; readonly reason: string }
  | { readonly possible: 'unknown'; readonly reason: string };

/**
 * It works.
 *
 * @example
 *   const deviceCode = yes('Enable it in the settings of the app.');
 *
 * @param note a sentence for developers
 */
export function yes(note?: string): Verdict {
  return { possible: true, ...(note && { note }) };
}

/**
 * It is documented not to work.
 *
 * @example
 *   const deviceCode = no('The documentation lists the supported grants, without the device code.');
 *
 * @param reason a sentence
 */
export function no(reason: string): Verdict {
  return { possible: false, reason };
}

/**
 * No source shows whether it works.
 *
 * @example
 *   const deviceCode = unknown('The documentation does not mention it.');
 *
 * @param reason what is known, as a sentence
 */
export function unknown(reason: string): Verdict {
  return { possible: 'unknown', reason };
}

/**
 * How much a finding matters: an error stops the installation, the page or the sign-in, or leaks a secret; a warning fails the validation or
 * the review of the Marketplace, or breaks a part of the page; a note is advice.
 */
export type Severity = 'error' | 'warning' | 'note';

/** From the most severe to the least. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

import type { Account } from '@ddext-oauth/auth/ui';

/** A letter, a digit, or a symbol. Neither spaces nor the invisible characters that a provider lets users type. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
const letterOrEmoji = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/** The first of name, address and ID that can be read; undefined if all are blank. */
export function displayName({ name, email, id }: Account['profile']): string | undefined {
  return [name, email, id].map((each) => each?.trim()).find((each) => each && visible.test(each));
}

/** The first character as users see it: a flag, or a letter with its accent, takes several code points. */
export function initialOf(name: string): string {
  const characters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return (characters.find((each) => letterOrEmoji.test(each)) ?? '').toLocaleUpperCase();
}

import { stripVTControlCharacters, styleText as style } from 'node:util';
import { isTerminal } from './streams.ts';

export { stripVTControlCharacters };

/** Whether a person sees the output who has not asked for it to be plain. https://no-color.org: any value but the empty. */
export const colourful = !process.env.NO_COLOR && isTerminal('stdout') && isTerminal('stderr');

/** As in node:util, which in Node.js 20 does not heed NO_COLOR. The build gives it to the prompts as well. */
export const styleText: typeof style = (format, text, options) =>
  colourful ? style(format, text, { validateStream: false, ...options }) : text;

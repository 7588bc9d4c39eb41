import { stripVTControlCharacters, styleText as style } from 'node:util';
import { isTerminal } from './streams.ts';

export { stripVTControlCharacters };

/** Whether the output is a terminal and NO_COLOR is not set (https://no-color.org: any value that is not empty). */
export const hasColors = !process.env.NO_COLOR && isTerminal('stdout') && isTerminal('stderr');

/** As in node:util, which ignores NO_COLOR in Node.js 20. The build replaces it in the prompts too. */
export const styleText: typeof style = (format, text, options) =>
  hasColors ? style(format, text, { validateStream: false, ...options }) : text;

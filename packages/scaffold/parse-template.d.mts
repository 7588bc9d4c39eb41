import type { Template } from './src/templates.ts';

export function parseTemplate(text: string, name: string): Template;

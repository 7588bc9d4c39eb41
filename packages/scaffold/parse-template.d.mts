import type { Template } from './src/plan/templates.ts';

export function parseTemplate(text: string, name: string): Template;

import type { TemplateSet } from './src/templates.ts';

export function readTemplates(directory: string): Promise<TemplateSet>;

import type { TemplateSet } from './src/plan/templates.ts';

export function readTemplates(directory: string): Promise<TemplateSet>;

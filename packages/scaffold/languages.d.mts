import type { Language, TemplateSet } from './src/plan/templates.ts';

export function languageOf(path: string): Language;
export function assertEscaped(set: TemplateSet): void;
export function expressionOf(name: string, language: Language): string;

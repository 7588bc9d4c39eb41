export function precompile(text: string, name: string): string;
export function compileTemplates(directory: string): Promise<string>;

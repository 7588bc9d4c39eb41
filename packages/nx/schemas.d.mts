export function schemaTexts(): Record<string, string>;

export function renderPage(): string;
export function readPage(): Promise<string>;

import { withMakeVariables } from './makefile.ts';
import type { Repository } from './repository.ts';

const NAME = String.raw`([a-z0-9][\w.-]*/[a-z0-9][\w.-]*)(?![\w./-])`;

/** Where the name of an extension's image is written, the most reliable first. `docker extension init` writes a Makefile. */
const PLACES: readonly (readonly [path: RegExp, pattern: RegExp])[] = [
  [/(^|\/)Makefile$/, new RegExp(String.raw`^\s*\w*IMAGE\w*\s*[?:]?=\s*"?${NAME}`, 'm')],
  [/(^|\/)docker-bake\.(hcl|json)$/, new RegExp(`"${NAME}(?::[^"]*)?"`)],
  [
    /(^|\/)(Makefile|package\.json|README\.md|[\w.-]+\.(sh|ya?ml|json|md))$/i,
    new RegExp(String.raw`docker extension (?:install|update|validate|rm)(?: +-\S+)* +["']?${NAME}`),
  ],
  [
    /(^|\/)(Makefile|package\.json|README\.md|[\w.-]+\.(sh|ya?ml))$/i,
    new RegExp(String.raw`docker (?:buildx )?build\b[^\n]*? (?:-t|--tag)[ =]["']?${NAME}`),
  ],
];

/** The name of the extension's image without its tag: `ORG/NAME`. Undefined if nothing names it. */
export function imageNameIn({ paths, read }: Repository): string | undefined {
  const near = paths.filter((path) => path.split('/').length <= 3).sort((a, b) => depth(a) - depth(b));
  for (const [file, pattern] of PLACES) {
    for (const path of near.filter((each) => file.test(each))) {
      const text = read(path) ?? '';
      const name = pattern.exec(/(^|\/)Makefile$/.test(path) ? withMakeVariables(text) : text)?.[1];
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

function depth(path: string): number {
  return path.split('/').length;
}

import type { Extension } from './extension.ts';
import type { Page } from './page.ts';

const CODE = /\.(go|rs|ml|py|rb|java|kt|cs|php|[cm]?[jt]s)$/;

/** A function that tells whether the extension has routes at a path: in the code of its backend, or in calls of its page. */
export function routeFinder({ repository }: Extension, page: Page): (prefix: string) => boolean {
  const inPage = new Set(page.sources);
  const backend = repository.paths.filter(
    (path) => CODE.test(path) && !inPage.has(path) && !/_test\.go$|\.test\./.test(path),
  );
  return (prefix) => {
    const route = `["'\`]${prefix}(?=["'\`/?])`;
    const inCode = new RegExp(route);
    const inCall = new RegExp(String.raw`\.(?:get|post|put|patch|delete|head|request)\(\s*${route}`);
    return (
      backend.some((path) => inCode.test(repository.read(path) ?? '')) ||
      page.sources.some((path) => inCall.test(repository.read(path) ?? ''))
    );
  };
}

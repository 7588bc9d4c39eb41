import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript-api';

/** An import in a file of a package, in paths relative to its `src/`. */
export interface Arrow {
  readonly from: string;
  /** A file of the same package, or the specifier of what is imported from elsewhere. */
  readonly to: string;
  /** Whether that is a file of the same package. */
  readonly isOwn: boolean;
}

/** Tests, their support code, and the text of contract suites. */
const notShipped = /\.test\.tsx?$|(^|\/)(testing|contract|conformance|faults)\/|^stores\/contract\.ts$/;

/** Every import of a package's shipped code, including type imports. */
export function arrowsOf(folder: string): readonly Arrow[] {
  const source = join(folder, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ts|tsx|mts|mjs)$/.test(file),
  );
  return files
    .filter((file) => !notShipped.test(file))
    .flatMap((from) => {
      return importsOf(join(source, from)).map((fileName) => {
        const isOwn = fileName.startsWith('.');
        return { from, to: isOwn ? relative('.', join(dirname(from), fileName)) : fileName, isOwn };
      });
    });
}

/** The specifiers of all imports in a file. */
export function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);
}

/** The folder of `src/` that contains a file; undefined for a file directly in `src/`. */
export function folderOf(file: string): string | undefined {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined;
}

/** The sets of files that import each other in a cycle, each sorted (Tarjan's strongly connected components). */
export function cyclesIn(arrows: readonly Pick<Arrow, 'from' | 'to'>[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  const [order, lowest, stack] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  const found: string[][] = [];
  const visit = (file: string): number => {
    let low = order.size;
    const own = low;
    order.set(file, own);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    lowest.set(file, low);
    if (low === own) {
      const members = stack.splice(stack.indexOf(file)).sort();
      if (members.length > 1) found.push(members);
    }
    return low;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

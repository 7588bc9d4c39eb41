import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { createPlan, resolveOptions } from '@ddext-oauth/scaffold';
import { readRecord, recordPath } from '@ddext-oauth/scaffold/change';
import devkit, { type Tree } from 'nx/src/devkit-exports.js';
import { packagesOf } from '../workspace/runtime-packages.ts';

/** What the template of before wrote, the same for every extension: the SHA-256 of each file. */
const written: Readonly<Record<string, string>> = {
  'ui/src/Accounts.tsx': '3c31fdc8e34e98de9f96c312931886d13341657db69b8b6dca97a5417d78f1b2',
  'ui/src/App.test.tsx': '4309fac3c9021f11386e47172bd371d92649e97497c7efe1a1d6aaf404db38e6',
  'ui/src/App.tsx': 'dc64230353e2639a73193accad85b3311374d08fee27a4321dda02ad33147485',
  'ui/src/DeviceCode.tsx': 'cfa1b3a9bd4f2b40186f5db7e7e3f0f86676b3816151c4b5fd812aa7dd564cbb',
  'ui/src/Messages.tsx': '35b6af187d22bd292c34fe5f133d0e9a7c2624f9169bcead0023faf2d4a81865',
  'ui/src/OtherWay.tsx': 'd0abee9f90ff796ddc19ec965b8676243722035ce0f6459281194c7023e6df10',
  'ui/src/SignIn.tsx': 'eb707c06fa418c1197113aff77154a1f27e1e354c0540ff3bfd524fd4153f83a',
  'ui/src/TryAgain.tsx': '7751917efdc4bcba3eb8764137dbe5a8b011b90b51e46fc35e9515ff84544535',
  'ui/src/Waiting.tsx': '0db57266f6c1a58838517430efe3b32629eb69924f9e45e79dad71ec58051af8',
  'ui/src/fake-backend.ts': 'e6fa53cdfad5d269ddcc0e922862163b7428ed2032ddc0bb16c42d7af83e6c97',
};

/**
 * 0.1.0: an extension may list several ways back, and its UI offers them. Where nobody has touched the UI, it is the new
 * one; where somebody has, it is theirs, all of it, because old and new components do not go together.
 */
export async function renewUi(tree: Tree): Promise<void> {
  for (const record of await devkit.globAsync(tree, [recordPath, `**/${recordPath}`])) {
    const root = posix.dirname(record);
    const read = (path: string) => tree.read(posix.join(root, path), 'utf8') ?? '';
    const plan = createPlan(resolveOptions(readRecord(read(recordPath)).options).options, {
      packages: packagesOf(tree, root),
    });
    const next = [...plan].filter(([path]) => path.startsWith('ui/src/'));
    if (next.every(([path, content]) => read(path) === content)) continue;
    const edited = Object.keys(written).filter((path) => hashOf(read(path)) !== written[path]);
    if (edited.length > 0) {
      const files = edited.map((path) => posix.join(root, path)).join(', ');
      devkit.logger.warn(
        `The UI is left as it is, because of changes in ${files}; its providers now have a list of ways, which docs/upgrading.md of ddext-oauth describes.`,
      );
      continue;
    }
    for (const [path, content] of next) tree.write(posix.join(root, path), content as string);
  }
}

/** Of a text with the line breaks of the template, whatever git has made of them. */
function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

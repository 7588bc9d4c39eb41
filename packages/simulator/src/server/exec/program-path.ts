import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

async function isProgram(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * The absolute path of a program on this process's own PATH, so that neither the folder nor the variables that a page
 * asks for choose what runs. Folders of PATH that are not absolute are passed over for the same reason.
 *
 * @returns undefined where there is none
 */
export async function findProgram(
  name: string,
  { PATH = '' }: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  // On Windows no batch file: it needs a shell, which exec has none of.
  const endings = process.platform === 'win32' ? ['.exe', '.com'] : [''];
  const folders = PATH.split(delimiter).filter(isAbsolute);
  for (const path of folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)))) {
    if (await isProgram(path)) return path;
  }
  return undefined;
}

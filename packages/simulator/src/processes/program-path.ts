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
 * The absolute path of a program on the PATH of this process. Neither the folder nor the variables of a request can
 * select another program. Relative folders in PATH are ignored for the same reason.
 *
 * @returns undefined if there is none
 */
export async function findProgram(
  name: string,
  { PATH = '' }: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  // No batch files on Windows, because they need a shell.
  const endings = process.platform === 'win32' ? ['.exe', '.com'] : [''];
  const folders = PATH.split(delimiter).filter(isAbsolute);
  for (const path of folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)))) {
    if (await isProgram(path)) return path;
  }
  return undefined;
}

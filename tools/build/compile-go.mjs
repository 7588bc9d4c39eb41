import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flags, hasGo, linkerFlags, runGo } from '../dev/go.mjs';
import { fail, StepError, step } from '../dev/steps.mjs';

/**
 * `node ../../tools/build/compile-go.mjs` in the folder of a Go module compiles its one program in cmd/ for each system that runs
 * Docker extensions, as dist/ARCHITECTURE/SYSTEM/PROGRAM, and writes THIRD-PARTY-LICENSES.txt. The same sources and version of Go
 * give the same bytes: no path, time or commit is in them. Go compiles again only what has changed.
 */
const systems = ['darwin', 'linux', 'windows'];
const architectures = ['amd64', 'arm64'];
const folder = process.cwd();

/**
 * @param {string} program its folder in cmd/
 * @param {string} system
 * @param {string} architecture
 */
async function compile(program, system, architecture) {
  const out = join(folder, 'dist', architecture, system);
  await mkdir(out, { recursive: true });
  const file = join(out, `${program}${system === 'windows' ? '.exe' : ''}`);
  const environment = { GOOS: system, GOARCH: architecture, CGO_ENABLED: '0' };
  await runGo(['build', ...flags, '-ldflags', linkerFlags, '-o', file, `./cmd/${program}`], {
    folder,
    environment,
  });
  await chmod(file, 0o755);
}

/** Every module whose code is in a program, with its license. The standard library is in each. */
async function recordLicenses() {
  const format = '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}';
  const modules = new Map();
  for (const system of systems) {
    const environment = { GOOS: system, CGO_ENABLED: '0' };
    const listed = await runGo(['list', '-deps', '-f', format, './cmd/...'], {
      folder,
      environment,
    });
    for (const line of listed.split('\n').filter(Boolean)) modules.set(...pairOf(line));
  }
  const [version, root] = (await runGo(['env', 'GOVERSION', 'GOROOT'], { folder })).split('\n');
  const all = [[`The Go standard library ${version}`, root], ...[...modules].sort()];
  const opening =
    'The programs in this package contain code of the following modules, under the licenses given with each.\n';
  await writeFile(
    join(folder, 'THIRD-PARTY-LICENSES.txt'),
    [opening, ...(await Promise.all(all.map(sectionOf)))].join(`\n${'-'.repeat(80)}\n\n`),
  );
}

/**
 * @param {string} line
 * @returns {[name: string, directory: string]}
 */
function pairOf(line) {
  const [name, directory] = line.split('\t');
  return [name, directory];
}

/** @param {string[]} module its name and version, and its folder */
async function sectionOf([name, directory]) {
  const files = (await readdir(directory)).filter((file) =>
    /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i.test(file),
  );
  if (files.length === 0)
    throw new StepError('Licenses', `${name} has no file with the text of its license.`);
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return `${name}\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}

try {
  const title = `Compiling ${folder}`;
  if (!(await hasGo())) throw new StepError(title, 'Go is not installed. See https://go.dev/dl/.');
  const [program] = await readdir(join(folder, 'cmd'));
  await step(title, async () => {
    for (const architecture of architectures) {
      for (const system of systems) await compile(program, system, architecture);
    }
    await recordLicenses();
  });
} catch (error) {
  fail(error);
}

import { describe, expect, test } from '@jest/globals';
import { parseArguments } from './command-line.ts';
import { type GraphProject, planCi } from './plan.ts';

const targets = ['test', 'typecheck', 'build'];

/** An extension as the plugin infers it: its own project and the three projects in it. */
function extension(name: string, root: string): GraphProject[] {
  const folder = (part: string) => (root === '.' ? part : `${root}/${part}`);
  return [
    { name, root, targets: ['check', 'image', 'install-extension'] },
    { name: `@${name}/auth`, root: folder('auth'), targets: ['test', 'typecheck'] },
    { name: `@${name}/backend`, root: folder('backend'), targets },
    { name: `@${name}/ui`, root: folder('ui'), targets },
  ];
}

const names = (projects: readonly GraphProject[]) => new Set(projects.map(({ name }) => name));
const first = extension('first', '.');
const hello = extension('hello', 'extensions/hello');
const workspace = [...first, ...hello];
const machines = { jobs: 4, perJob: 4 };

describe('a CI plan', () => {
  test('is empty if nothing is affected', () => {
    expect(planCi(workspace, new Set(), machines)).toEqual({ tasks: [], images: [] });
  });

  test('has one job for the tasks of one extension, and one for its image, without a build before it', () => {
    const { tasks, images } = planCi(first, names(first), machines);
    expect(tasks).toEqual([{ name: '1 of 1', projects: '@first/auth,@first/backend,@first/ui,first' }]);
    expect(images).toEqual([{ name: '1 of 1', projects: '', bake: expect.any(String) }]);
    expect(JSON.parse(images[0]?.bake ?? '')).toEqual({
      group: { default: { targets: ['workspace'] } },
      target: { workspace: { context: '.', output: ['type=cacheonly'] } },
    });
  });

  test('builds the image of a changed extension only, after its own projects', () => {
    const affected = new Set(['@hello/ui', 'hello']);
    const { tasks, images } = planCi(workspace, affected, machines);
    expect(tasks).toEqual([{ name: '1 of 1', projects: '@hello/ui,hello' }]);
    expect(images.map(({ projects }) => projects)).toEqual(['@hello/backend,@hello/ui']);
    expect(Object.keys(JSON.parse(images[0]?.bake ?? '').target)).toEqual(['extensions__hello']);
  });

  test('of 50 extensions has four jobs of each kind, and each image in one of them', () => {
    const fifty = Array.from({ length: 50 }, (_, n) =>
      extension(`hello-${n}`, `extensions/hello-${n}`),
    ).flat();
    const { tasks, images } = planCi(fifty, names(fifty), machines);
    expect(tasks.map(({ name }) => name)).toEqual(['1 of 4', '2 of 4', '3 of 4', '4 of 4']);
    const built = images.flatMap(({ bake }) => Object.keys(JSON.parse(bake).target));
    expect(new Set(built).size).toBe(50);
    expect(built).toHaveLength(50);
    expect(images).toHaveLength(4);
    // GitHub allows 1 MB for the outputs of a job.
    expect(JSON.stringify({ tasks, images }).length).toBeLessThan(50_000);
  });
});

describe('a Bake file', () => {
  const bakeOf = (write: boolean, ...roots: string[]) => {
    const projects = roots.map((root) => ({ name: root, root, targets: ['image'] }));
    const imageCache = { repository: 'ghcr.io/Acme/Hello/image-cache', write };
    const { images } = planCi(projects, names(projects), { jobs: 1, perJob: 1, imageCache });
    return JSON.parse(images[0]?.bake ?? '');
  };

  test('reads the layers of an image from the registry, and writes them only if that is allowed', () => {
    const layers = 'type=registry,ref=ghcr.io/acme/hello/image-cache:extensions__hello';
    expect(bakeOf(false, 'extensions/hello').target.extensions__hello).toEqual({
      ...{ context: 'extensions/hello', output: ['type=cacheonly'], 'cache-from': [layers] },
    });
    expect(bakeOf(true, 'extensions/hello').target.extensions__hello).toMatchObject({
      'cache-from': [layers],
      'cache-to': [`${layers},mode=max`],
    });
  });

  test('has a target for each folder, with a name that Bake and a registry accept', () => {
    const roots = ['.', 'workspace', 'a/b', 'a__b', 'a.b', 'a_2e_b', 'a b', 'é', 'a@b+c'];
    const targets = Object.keys(bakeOf(true, ...roots).target);
    expect(targets).toHaveLength(roots.length);
    for (const target of targets) expect(target).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,127}$/);
  });
});

describe('the arguments of ddext-ci', () => {
  test('have defaults', () => {
    expect(parseArguments(['plan'])).toEqual({ jobs: 4, perJob: 4 });
  });

  test('name the cache of images, which is read-only by default', () => {
    const cache = '--image-cache=ghcr.io/a/b';
    expect(parseArguments(['plan', cache])?.imageCache).toEqual({ repository: 'ghcr.io/a/b', write: false });
    expect(parseArguments(['plan', cache, '--cache-access=write'])?.imageCache?.write).toBe(true);
  });

  test.each([
    [['plan', '--jobs=0'], '--jobs must be a number from 1 to 999, not "0".'],
    [['plan', '--per-job=x'], '--per-job must be a number'],
    [['plan', '--cache-access=all'], '--cache-access must be read or write, not "all".'],
    [['plan', '--job=2'], "Unknown option '--job'"],
    [['paln'], 'Unknown command. Usage: ddext-ci plan'],
    [[], 'Unknown command.'],
  ])('%j are rejected with %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});

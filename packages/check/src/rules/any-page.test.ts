import { describe, expect, test } from '@jest/globals';
import { checkExtension, dockerfile, otherExtension } from '../testing/other-extension.ts';

const react = '{"name":"ui","dependencies":{"react-scripts":"5"}}';

describe('the base path of the page', () => {
  test('is not checked in a configuration of Vite that cannot be parsed', async () => {
    const files = { 'ui/vite.config.js': '@decorated({', 'package.json': '// A comment.\n{}' };
    const { findings, reason } = await checkExtension({ ...otherExtension, ...files });
    expect(findings).toEqual([]);
    expect(reason('vite-base')).toBe('there is no configuration of Vite that can be read.');
  });

  const withReact = (more: Record<string, string>) => ({
    ...otherExtension,
    'ui/package.json': react,
    ...more,
  });

  test('of create-react-app is found missing', async () => {
    expect((await checkExtension(withReact({}))).findings).toEqual(['react-app-base ui/package.json:1']);
  });

  test.each([
    ['.env', { 'ui/.env': 'PUBLIC_URL=.\n' }],
    ['.env.production', { 'ui/.env': 'PUBLIC_URL=/a\n', 'ui/.env.production': 'PUBLIC_URL=./\n' }],
    ['homepage', { 'ui/package.json': react.replace('{', '{"homepage":".",') }],
  ])('of create-react-app is relative by %s', async (_, files) => {
    expect((await checkExtension(withReact(files))).findings).toEqual([]);
  });

  test.each([
    ['its .env file is not in the repository', { 'ui/.gitignore': '.env\n' }],
    ['the .env file of the repository is left out', { '.gitignore': '**/.env\n' }],
    ['craco sets the path', { 'ui/craco.config.js': "module.exports = { webpack: { publicPath: './' } };" }],
  ])('of create-react-app is unknown if %s', async (_, files) => {
    const { findings, reason } = await checkExtension(withReact(files));
    expect(findings).toEqual([]);
    expect(reason('react-app-base')).toBeDefined();
  });

  test('of create-react-app is not set by an empty PUBLIC_URL', async () => {
    expect((await checkExtension(withReact({ 'ui/.env': 'PUBLIC_URL=\n' }))).findings).toEqual([
      'react-app-base ui/package.json:1',
    ]);
  });

  test('of Vite does not matter if a plugin inlines all files into the page', async () => {
    const content =
      "import { viteSingleFile } from 'vite-plugin-singlefile';\nexport default { plugins: [viteSingleFile()] };";
    expect((await checkExtension({ ...otherExtension, 'ui/vite.config.ts': content })).findings).toEqual([]);
  });

  test('of create-react-app is unknown if a command sets PUBLIC_URL', async () => {
    const { findings, reason } = await checkExtension(
      withReact({ Makefile: 'ui:\n\tPUBLIC_URL=. npm run build\n' }),
    );
    expect(findings).toEqual([]);
    expect(reason('react-app-base')).toContain('a command sets PUBLIC_URL');
  });

  test.each([
    ['a function', "export default defineConfig(() => ({ base: './' }));"],
    [
      'a function with a body',
      "export default defineConfig(({ mode }) => {\n  const a = mode;\n  return { base: './' };\n});",
    ],
    ['an asynchronous function', "export default async () => ({ base: './' });"],
    ['a variable', "const config = { base: './' };\nexport default config;"],
    ['an assertion', "export default { base: './' } satisfies UserConfig;"],
    ['CommonJS', "module.exports = { base: './' };"],
  ])('of Vite is read from %s', async (_, content) => {
    const { findings, report } = await checkExtension({
      ...otherExtension,
      'client/vite.config.ts': content,
    });
    expect(findings).toEqual([]);
    expect(report.checked).toContain('vite-base');
  });

  test.each([
    [
      'a condition',
      "export default defineConfig(({ command }) => command === 'serve' ? {} : { base: './' });",
    ],
    ['a computed base', 'export default { base: process.env.BASE };'],
    ['another object', 'export default { ...shared };'],
    ['a merge', 'export default mergeConfig(shared, {});'],
    ['a name that refers to itself', 'const a = b, b = a;\nexport default a;'],
  ])('of Vite is unknown for %s', async (_, content) => {
    const { findings, reason } = await checkExtension({
      ...otherExtension,
      'client/vite.config.ts': content,
    });
    expect(findings).toEqual([]);
    expect(reason('vite-base')).toContain('computed');
  });

  test('of Vite is relative by an option of its command', async () => {
    const files = {
      'ui/vite.config.js': 'export default {};',
      'ui/package.json': '{"scripts":{"build":"vite build --base=./"}}',
    };
    expect((await checkExtension({ ...otherExtension, ...files })).findings).toEqual([]);
  });

  test('is not checked in the sources of a bundler', async () => {
    const files = {
      'ui/vite.config.js': "export default { base: './' };",
      'ui/index.html': '<script type="module" src="/src/main.tsx"></script>',
    };
    const { findings, reason } = await checkExtension({ ...otherExtension, ...files });
    expect(findings).toEqual([]);
    expect(reason('ui-relative')).toContain('not built');
  });

  test('is found absolute in a plain page and in committed output', async () => {
    const page = '<script src="/app.js"></script>';
    expect((await checkExtension({ ...otherExtension, 'ui/index.html': page })).findings).toEqual([
      'ui-relative ui/index.html:1',
    ]);
    const files = {
      'ui/index.html': undefined,
      'web/build/index.html': page,
      Dockerfile: dockerfile({ copies: 'COPY web/build /ui' }),
    };
    expect((await checkExtension({ ...otherExtension, ...files })).findings).toEqual([
      'ui-relative web/build/index.html:1',
    ]);
  });
});

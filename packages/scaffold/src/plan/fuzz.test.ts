import { parse as parseScript } from '@babel/parser';
import { expect, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { basePath, readBase } from './base.ts';
import { registryPackages } from './packages.ts';
import { baseTexts, createPlan, type Plan, renderPlan } from './plan.ts';

/** Character sequences that end a string, a comment or a document in one of the languages, or start an expression. */
const malicious = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\"',
    "\\'",
    '\\\\"',
    '$',
    `\${process.exit()}`,
    '$(id)',
    '%s',
    '{{title}}',
    '}}',
  ],
  ...[
    '"]}},"scripts":{"postinstall":"id"},"x":["',
    '</title><script>alert(1)</script>',
    '<!--',
    '-->',
    ']]>',
  ],
  ...[
    '*/ alert(1) /*',
    '// a',
    '# a',
    '#',
    ': a',
    '- a',
    '---',
    '...',
    '&a',
    '*a',
    '!!js/function',
    '@a',
    '%YAML',
  ],
  ...[
    '```',
    '~~~',
    '[a](javascript:b)',
    '| a |',
    '**a**',
    '<details>',
    '&quot;',
    '&#60;',
    '=a',
    '\\u0022',
    '\\x3c',
  ],
  ...[
    'null',
    'true',
    '1e3',
    '~',
    ' a',
    '\u00a0',
    '😀',
    '漢字',
    '\ufeff',
    '\\ud83d',
    '\\',
    '\\\n'.trim(),
    'a\\',
  ],
  ...['FROM scratch', 'LABEL a=b', '-m x', '--yes', '&& id', '; id', '| id', '> a', '!', '^', '?', '*'],
];

const workspace = { path: 'docker extensions/hello', packageManager: 'pnpm', biome: true } as const;
const kinds: readonly RawOptions[] = [
  { provider: ['oidc', 'github'] },
  { strategy: 'extension-tab', redirect: 'bridge' },
  { strategy: 'extension-tab', exchange: 'ui' },
  { workspace },
];

/** Returns the structure of a file without the content of its strings. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
}

function scriptShape(source: string): unknown {
  const { program, comments } = parseScript(source, { sourceType: 'module', plugins: ['typescript', 'jsx'] });
  const types = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(types);
    if (typeof node !== 'object' || node === null) return undefined;
    const { type, ...rest } = node as { type?: string };
    return [
      type,
      ...Object.values(rest)
        .map(types)
        .filter((inner) => inner !== undefined),
    ];
  };
  return [types(program.body), comments?.length];
}

/** Returns the instructions, each with quoted text as one word. */
function dockerfileShape(source: string): unknown {
  const joined = source.replace(/^#.*$/gm, '').replace(/\\\n/g, ' ');
  const lines = joined.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

function htmlShape(source: string): unknown {
  return source.match(/<[^>]*>/g);
}

function markdownShape(source: string): unknown {
  const fences = source.match(/^```.*$/gm);
  // In a code block, only its end has a meaning.
  const text = source.replace(/^```[\s\S]*?^```$/gm, '').replace(/\\[\\`*_[\]<>&|~#]/g, '');
  const lines = text.split('\n').map((line) => /^\s*(#+ |[-*|>] ?|)/.exec(line)?.[1]);
  return [fences, lines, text.match(/<[^>]*>|`|\[[^\]]*\]\([^)]*\)/g)];
}

type Shape = (source: string) => unknown;

const shapes: readonly (readonly [RegExp, Shape])[] = [
  [/\.json$/, (source) => shapeOf(JSON.parse(source))],
  [/\.ya?ml$/, (source) => shapeOf(parseYaml(source))],
  [/\.(tsx?|mjs)$/, scriptShape],
  [/^Dockerfile$/, dockerfileShape],
  [/\.html$/, htmlShape],
  [/\.md$/, markdownShape],
];

const sources = { packages: registryPackages() };
/** Without the compressed texts in ddext-oauth.base, which take longer than all else. They have a test of their own. */
const planOf = (options: Options): Plan => renderPlan(options, sources);

/** A function that applies a parser to each file of a plan once. */
function shapesIn(plan: Plan): (path: string, shape: Shape) => unknown {
  const known = new Map<string, unknown>();
  return (path, shape) => {
    if (!known.has(path)) known.set(path, shape(String(plan.get(path))));
    return known.get(path);
  };
}

/** Texts are compared faster than objects. */
const written = (shape: unknown) => JSON.stringify(shape) ?? '';

/**
 * A function that parses the files of a plan that differ from the plan of a plain title, compares their structure, and returns the
 * number of files.
 */
function comparerWith(harmless: Plan): (plan: Plan) => number {
  const shapeBefore = shapesIn(harmless);
  return (plan) => {
    let compared = 0;
    expect([...plan.keys()]).toEqual([...harmless.keys()]);
    for (const [path, content] of plan) {
      if (content === harmless.get(path)) continue;
      const shape = shapes.find(([pattern]) => pattern.test(path))?.[1];
      if (!shape) throw new Error(`${path} depends on the title, and no parser is known for it`);
      const [now, before] = [shape(String(content)), shapeBefore(path, shape)];
      if (written(now) !== written(before))
        expect({ path, shape: now }).toStrictEqual({ path, shape: before });
      compared += 1;
    }
    return compared;
  };
}

test.each(kinds)('each file has the intended structure for any title, with %j', (raw) => {
  const { options } = resolveOptions({ directory: 'hello', title: 'Sign in', ...raw });
  const compare = comparerWith(planOf(options));
  let compared = 0;
  for (const each of malicious) {
    for (const title of [each, `Sign ${each} in`, `${each}${each}`]) {
      const plan = planOf({ ...options, title });
      compared += compare(plan);
      const { title: shown } = JSON.parse(String(plan.get('metadata.json'))).ui['dashboard-tab'];
      expect(shown).toBe(title);
    }
  }
  expect(compared).toBeGreaterThan(malicious.length * 3 * 6);
});

test('a package.json contains the path as a string for any folder names of a workspace', () => {
  const { options } = resolveOptions({ directory: 'hello', workspace });
  const harmless = planOf(options);
  let compared = 0;
  for (const each of malicious) {
    // Bypasses the rule that rejects most of them, because the templates must be safe without it.
    const plan = planOf({ ...options, workspace: { ...workspace, path: `${each}/hello` } });
    for (const project of ['auth', 'backend', 'ui']) {
      const path = `${project}/package.json`;
      const manifest = JSON.parse(String(plan.get(path)));
      expect(shapeOf(manifest)).toEqual(shapeOf(JSON.parse(String(harmless.get(path)))));
      expect(manifest.nx.namedInputs.default[1]).toBe(`{workspaceRoot}/${each}/hello/*`);
      compared += 1;
    }
  }
  expect(compared).toBe(malicious.length * 3);
});

test.each(kinds)('ddext-oauth.base keeps each text of any title, with %j', (raw) => {
  const { options } = resolveOptions({ directory: 'hello', title: 'Sign in', ...raw });
  const plan = createPlan({ ...options, title: malicious.join('') }, sources);
  const { texts, damaged } = readBase(String(plan.get(basePath)));
  expect(damaged).toEqual([]);
  expect(texts).toEqual(new Map([...baseTexts(plan)].map(([path, text]) => [path, [text]])));
});

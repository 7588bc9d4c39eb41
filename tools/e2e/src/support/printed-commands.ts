/** The commands that a workspace and its checkout can run. */
export interface Runnable {
  /** The scripts of the workspace's package.json. */
  readonly scripts: readonly string[];
  /** The commands in its node_modules/.bin. */
  readonly binaries: readonly string[];
  /** `@ddext-oauth/nx:provider` and so on. */
  readonly generators: readonly string[];
  /** The scripts of the checkout's package.json. */
  readonly checkoutScripts: readonly string[];
}

/** A command that a text tells the user to type. `fetches` is the package that it would install. */
export interface PrintedCommand {
  readonly text: string;
  readonly fetches?: string;
  /** Undefined if it exists. */
  readonly missing?: string;
}

const PROGRAM = '(?:npx|pnpx|bunx|npm|pnpm|yarn|bun|nx|ddext-check|ddext-simulator)';
const COMMAND = new RegExp(String.raw`(?<![\w@/.:-])${PROGRAM} (?:(?!, )[^\n\`|;&)])*`, 'g');
/** Places of commands in a text: code spans, and lines of code blocks, JSON and terminal output. */
const CODE =
  /`([^`\n]+)`|^\s*(?:- )?(?:run: |RUN )?((?:npx|npm|pnpm|nx) .*)$|(?:run|with|it|type):? ((?:npx|npm|pnpm) .*)$|"((?:npx|npm|pnpm) [^"]*(?:\\"[^"]*)*)"/gm;

const BUILT_IN = {
  npm: ['start', 'test', 'install', 'ci', 'update', '--version'],
  pnpm: ['install', 'run', 'add', 'exec', 'fetch', 'pack', 'deploy', 'update', 'why', 'nx', '--version'],
};

/** The commands in a text that a user reads: a file of a workspace, a message, or terminal output. */
export function commandsIn(text: string, runnable: Runnable): PrintedCommand[] {
  const found = [...text.matchAll(CODE)].flatMap(([, ...groups]) =>
    groups.filter((group) => group !== undefined),
  );
  const commands = found.flatMap((code) => code.match(COMMAND) ?? []);
  return [...new Set(commands)].map((command) => ({ text: command.trim(), ...judge(command, runnable) }));
}

/** The packages that the commands in a program's source would install. */
export function packagesFetchedIn(source: string): string[] {
  return (source.match(COMMAND) ?? []).flatMap((command) => fetchedBy(wordsOf(command)) ?? []);
}

function judge(command: string, runnable: Runnable): Omit<PrintedCommand, 'text'> {
  const words = wordsOf(command);
  const fetches = fetchedBy(words);
  const missing = missingOf(words, runnable);
  return { ...(fetches && { fetches }), ...(missing && { missing }) };
}

function wordsOf(command: string): string[] {
  return command
    .trim()
    .replace(/ --filter \S+/, '')
    .split(/\s+/);
}

/** `npx NAME`, `pnpm create NAME`, `npm install --global NAME`, `nx migrate NAME` and the like. */
function fetchedBy([program = '', ...words]: readonly string[]): string | undefined {
  const preset = words.find((word) => word.startsWith('--preset='));
  if (preset) return preset.replace('--preset=', '');
  const [verb = '', ...names] = words.filter((word) => !word.startsWith('-'));
  const name = nameOf(names[0]);
  if (['npx', 'pnpx', 'bunx'].includes(program))
    return verb === 'nx' ? fetchedBy([verb, ...names]) : nameOf(verb);
  if (program === 'nx' || verb === 'nx') {
    const [own, ...rest] = verb === 'nx' ? names : [verb, ...names];
    return own === 'migrate' && rest[0] ? nameOf(rest[0]) : undefined;
  }
  if (['create', 'init'].includes(verb) && name) return name.startsWith('create-') ? name : `create-${name}`;
  return ['dlx', 'add', 'install', 'i'].includes(verb) ? name : undefined;
}

/** A package name without its version. */
function nameOf(spec: string | undefined): string | undefined {
  return spec && /^(?:@[\w.-]+\/)?[a-z][\w.-]*/.exec(spec)?.[0];
}

function missingOf([program = '', ...words]: readonly string[], runnable: Runnable): string | undefined {
  const [verb = '', ...names] = words.filter((word) => !word.startsWith('-') && !word.includes('/checkout'));
  if (program === 'npx') {
    // `npx pnpm@VERSION dev` is `pnpm dev`.
    if (/^pnpm(@|$)/.test(verb))
      return names.length > 0 ? missingOf(['pnpm', ...names], runnable) : undefined;
    return verb === 'nx' ? missingOf(['nx', ...names], runnable) : undefined;
  }
  if (program === 'npm') {
    const script = /\brun (\S+)/.exec(words.join(' '))?.[1];
    if (script)
      return runnable.checkoutScripts.includes(script) ? undefined : `script ${script} of the checkout`;
    return BUILT_IN.npm.includes(verb) ? undefined : `npm ${verb}`;
  }
  if (program === 'nx' || (program === 'pnpm' && verb === 'nx')) {
    const generator = words.find((word) => word.startsWith('@ddext-oauth/nx:'));
    return generator && !runnable.generators.includes(generator) ? `generator ${generator}` : undefined;
  }
  if (program === 'pnpm') {
    const known = [...BUILT_IN.pnpm, ...runnable.scripts, ...runnable.binaries, 'create', 'PROVIDER'];
    return verb === '' || known.includes(verb) ? undefined : `script ${verb} of the workspace`;
  }
  return runnable.binaries.includes(program) ? undefined : `binary ${program}`;
}

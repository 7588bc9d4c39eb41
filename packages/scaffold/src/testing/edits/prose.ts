import { type Edit, insertion, replaced, replacement } from './edit.ts';

const README = 'README.md';
const AGENTS = 'AGENTS.md';

/** A section with its heading, up to the next heading of the same level. */
const section = (title: string) => new RegExp(`^## ${title}\\n[\\s\\S]*?(?=^## |(?![\\s\\S]))`, 'm');

const lacks = (part: string) => (text: string) => !text.includes(part);

export const proseEdits: readonly Edit[] = [
  insertion('first sentence of the README', 'content', README, (text, word) =>
    replaced(text, /^A \[Docker Desktop extension\].*$/m, `What ${word} needs.`),
  ),
  insertion('words in the first sentence of the README', 'content', README, (text, word) =>
    replaced(text, 'A [Docker Desktop extension]', `A good ${word} [Docker Desktop extension]`),
  ),
  insertion('title of the README', 'content', README, (text, word) => replaced(text, /^# .*$/m, `# ${word}`)),
  insertion('badge in the README', 'content', README, (text, word) =>
    replaced(text, /^# .*\n/m, `$&\n![CI](https://ci.example/${word}.svg)\n`),
  ),
  insertion(
    'section at the end of the README',
    'content',
    README,
    (text, word) => `${text}\n## Ours\n\nThe ${word}.\n`,
  ),
  insertion('section in the README', 'content', README, (text, word) =>
    replaced(text, /^## Install in Docker Desktop$/m, `## Ours\n\nThe ${word}.\n\n$&`),
  ),
  insertion('sentence before the registration', 'content', README, (text, word) =>
    replaced(text, /^## Register .*$/m, `We ${word}.\n\n$&`),
  ),
  insertion('sentence in the registration', 'content', README, (text, word) =>
    replaced(text, /^## Register .*\n\n/m, `$&We ${word}.\n\n`),
  ),
  insertion('note below a table of the README', 'content', README, (text, word, _files, pick) => {
    const ends = [...text.matchAll(/^\|.*\|\n(?=\n)/gm)].map(({ index, 0: line }) => index + line.length);
    const end = pick(ends);
    return end === undefined ? undefined : `${text.slice(0, end)}\nNote: ${word}.\n${text.slice(end)}`;
  }),
  insertion('row in a table of the README', 'content', README, (text, word) =>
    replaced(text, /^\| `pnpm test` .*\n/m, `$&| \`${word}\` | ours |\n`),
  ),
  insertion('list item in the README', 'content', README, (text, word) =>
    replaced(text, /^- \*\*For the image\*\*.*\n/m, `$&- **For ${word}**, nothing.\n`),
  ),
  replacement(
    'own README',
    'content',
    README,
    () => '# Ours\n\nSee the wiki.\n',
    (text) => text.startsWith('# Ours\n\nSee the wiki.\n'),
  ),
  replacement(
    'sequence removed from the README',
    'content',
    README,
    (text) => replaced(text, section('Sign-in sequence'), ''),
    lacks('## Sign-in sequence'),
  ),
  replacement(
    'diagram removed from the README',
    'content',
    README,
    (text) => replaced(text, /```mermaid\n[^`]*```\n\n/, ''),
    lacks('sequenceDiagram'),
  ),
  replacement(
    'layout removed from the README',
    'content',
    README,
    (text) => replaced(text, section('Project layout'), ''),
    lacks('## Project layout'),
  ),
  replacement(
    'commands removed from the README',
    'content',
    README,
    (text) => replaced(text, section('Commands'), ''),
    lacks('## Commands'),
  ),
  replacement(
    'installation removed from the README',
    'content',
    README,
    (text) => replaced(text, section('Install in Docker Desktop'), ''),
    lacks('## Install in Docker Desktop'),
  ),
  replacement(
    'sections of the README in another order',
    'content',
    README,
    (text) => {
      const [part] = section('Commands').exec(text) ?? [];
      return part && replaced(text.replace(part, ''), section('Project layout'), `${part}$&`);
    },
    (text) => text.indexOf('## Commands') > text.indexOf('## Register'),
  ),
  insertion(
    'translated README',
    'content',
    README,
    (text, word) =>
      `${text
        .replace('## Commands', '## Befehle')
        .replace('## Project layout', '## Aufbau')
        .replace('## Register the extension', `## Anmelden beim Anbieter (${word})`)
        .replaceAll('Then configure the backend:', 'Danach das Backend einstellen:')
        .replaceAll(/Register this redirect URI for (.*) exactly:/g, 'Diese Adresse bei $1 eintragen:')}`,
  ),
  insertion('text after a redirect URI in the README', 'content', README, (text, word) =>
    replaced(
      text,
      /^Each provider has its own redirect URI|^Use `127\.0\.0\.1`/m,
      `Registered by ${word}.\n\n$&`,
    ),
  ),
  replacement(
    'sentence deleted from the README',
    'content',
    README,
    (text) => replaced(text, /^Use `127\.0\.0\.1`[\s\S]*?\n\n/m, ''),
    lacks('Use `127.0.0.1`'),
  ),
  replacement(
    'words of the README reworded',
    'content',
    README,
    (text) => replaced(text, 'By default, Docker Desktop installs', 'As it is, Docker Desktop installs'),
    (text) => text.includes('As it is,'),
  ),
  insertion('rule in AGENTS.md', 'content', AGENTS, (text, word) => `${text}- Our rule ${word}.\n`),
  insertion('rule above the others in AGENTS.md', 'content', AGENTS, (text, word) =>
    replaced(text, /^- Add your own routes/m, `- Our rule ${word}.\n$&`),
  ),
  insertion('row of the layout in AGENTS.md', 'content', AGENTS, (text, word) =>
    replaced(text, /^ {4}ui\/src\/App\.tsx.*\n/m, `$&    ui/src/${word}  ours\n`),
  ),
  replacement(
    'own AGENTS.md',
    'content',
    AGENTS,
    () => '# Rules\n\nAsk first.\n',
    (text) => text.startsWith('# Rules\n\nAsk first.\n'),
  ),
];

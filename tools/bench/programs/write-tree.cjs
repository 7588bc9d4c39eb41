// Writes a tree of files and does nothing else, as a baseline. One JSON file maps paths to texts.
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const [source, target] = process.argv.slice(2);
const made = new Set();
for (const [path, text] of Object.entries(JSON.parse(readFileSync(source, 'utf8')))) {
  const file = join(target, path);
  const directory = dirname(file);
  if (!made.has(directory)) mkdirSync(directory, { recursive: true });
  made.add(directory);
  writeFileSync(file, text);
}

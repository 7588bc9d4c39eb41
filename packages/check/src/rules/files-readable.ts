import { defineRule } from './rule.ts';

export const filesReadable = defineRule({
  id: 'files-readable',
  over: 'both',
  what: 'Each file that the other rules read is there and has the syntax its name promises.',
  why: 'Docker Desktop refuses an extension whose metadata or compose file it cannot read, and what cannot be read cannot be checked.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'Restore the file, or fix the syntax error at that line.',
  check: ({ unreadable }) =>
    unreadable.map(({ message, ...place }) => ({ ...place, message: `${place.file} ${message}.` })),
});

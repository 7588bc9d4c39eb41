import { defineRule } from './rule.ts';

export const filesReadable = defineRule({
  id: 'files-readable',
  severity: 'error',
  over: 'both',
  what: 'Each file that the other rules read exists and has valid syntax.',
  why: 'Docker Desktop rejects an extension with an invalid metadata or compose file, and other rules cannot check a file that cannot be read.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'Restore the file, or fix the syntax error at that line.',
  check: ({ unreadable }) =>
    unreadable.map(({ message, ...place }) => ({ ...place, message: `${place.file} ${message}.` })),
});

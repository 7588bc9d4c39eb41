import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

const required = [
  ['icon'],
  ['ui', 'dashboard-tab', 'title'],
  ['ui', 'dashboard-tab', 'root'],
  ['ui', 'dashboard-tab', 'src'],
];

export const metadataRequired = defineRule({
  id: 'metadata-required',
  severity: 'error',
  over: 'both',
  needs: ['metadata'],
  what: 'metadata.json has an icon, a tab with title, root and src, and for a backend its image or compose file.',
  why: 'Without them, Docker Desktop has no tab to open or no container to start.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/',
  fix: 'Add the key with a string as its value.',
  check: ({ metadata }) => {
    if (metadata === undefined) return [];
    const missing = required.filter((path) => {
      const value = metadata.at(...path);
      return typeof value !== 'string' || value.trim() === '';
    });
    const vm = metadata.objectAt('vm');
    const nothingToStart = metadata.at('vm') !== undefined && !vm.image && !vm.composefile;
    return [
      ...missing.map((path) =>
        problem(metadata.place(...path), `${path.join('.')} is missing or not a string.`),
      ),
      ...(nothingToStart
        ? [problem(metadata.place('vm'), 'vm has neither an image nor a composefile.')]
        : []),
    ];
  },
});

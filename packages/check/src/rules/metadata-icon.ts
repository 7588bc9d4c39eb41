import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const metadataIcon = defineRule({
  id: 'metadata-icon',
  severity: 'note',
  over: 'both',
  needs: ['metadata'],
  hosts: ['podman'],
  what: 'The icon of metadata.json is an SVG file.',
  why: 'Podman Desktop serves every icon as SVG, so that a PNG is not shown.',
  source:
    'https://github.com/podman-desktop/podman-desktop/blob/5496ca1/packages/main/src/plugin/contribution-manager.ts',
  fix: 'Add the icon as an SVG file, COPY it in the last stage of the Dockerfile, and name it as "icon".',
  check: ({ metadata }) => {
    const icon = metadata?.at('icon');
    if (metadata === undefined || typeof icon !== 'string' || icon.trim() === '') return [];
    return /\.svg$/i.test(icon) ? [] : [problem(metadata.place('icon'), `${icon} is not an SVG file.`)];
  },
});

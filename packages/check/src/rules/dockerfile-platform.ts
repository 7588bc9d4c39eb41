import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const dockerfilePlatform = defineRule({
  id: 'dockerfile-platform',
  severity: 'error',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'The last stage uses the target platform of the image.',
  why: 'With $BUILDPLATFORM or a fixed platform, the arm64 image can contain amd64 programs, and its backend does not start.',
  source: 'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
  fix: 'Remove --platform from the FROM of the last stage and of its base stages.',
  check: ({ dockerfile }) =>
    (dockerfile?.finalStages ?? []).flatMap(({ from }) => {
      const platform = from.flags.get('platform');
      if (platform === undefined || /^\$\{?TARGETPLATFORM\}?$/.test(platform)) return [];
      return [problem(from.at, `The image always uses ${platform}, instead of its target platform.`)];
    }),
});

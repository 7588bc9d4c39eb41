import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const dockerfilePlatform = defineRule({
  id: 'dockerfile-platform',
  over: 'workspace',
  what: 'The last stage is of the platform that the image is for.',
  why: "With $BUILDPLATFORM, or a platform's name, the arm64 image holds amd64 programs, and its backend does not start there.",
  source: 'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
  fix: 'Remove --platform from the FROM of the last stage, and of the stages it is built on.',
  check: ({ dockerfile }) =>
    (dockerfile?.finalStages ?? []).flatMap(({ from }) => {
      const platform = from.flags.get('platform');
      if (platform === undefined || /^\$\{?TARGETPLATFORM\}?$/.test(platform)) return [];
      return [problem(from.at, `The image is built on ${platform}, whatever platform it is for.`)];
    }),
});

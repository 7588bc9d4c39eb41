import { problem } from '../sources/problem.ts';
import { requiredPlatforms } from './platforms.ts';
import { defineRule } from './rule.ts';

export const platformsWorkflow = defineRule({
  id: 'platforms-workflow',
  over: 'workspace',
  what: 'A workflow builds the image for linux/amd64 and linux/arm64.',
  why: 'Docker Desktop runs on both, and validation rejects an image without one of them: "the image for platform … is not pushed".',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/multi-arch/',
  fix: 'Run docker buildx build --platform linux/amd64,linux/arm64 . in .github/workflows.',
  check: ({ workflows }) => {
    const withoutComments = workflows.map(({ content }) => content.replace(/^\s*#.*$/gm, ''));
    if (withoutComments.some((text) => requiredPlatforms.every((platform) => text.includes(platform))))
      return [];
    const at = { file: workflows[0]?.file ?? '.github/workflows/ci.yml', line: 1 };
    return [problem(at, `No workflow builds for both ${requiredPlatforms.join(' and ')}.`)];
  },
});

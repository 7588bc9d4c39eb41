import { problem } from '../sources/problem.ts';
import { requiredPlatforms } from './platforms.ts';
import { defineRule } from './rule.ts';

export const platformsImage = defineRule({
  id: 'platforms-image',
  severity: 'warning',
  over: 'image',
  what: 'The image supports linux/amd64 and linux/arm64.',
  why: 'Docker Desktop runs on both, and validation rejects an image without one of them.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/multi-arch/',
  fix: 'Build and push with docker buildx build --platform linux/amd64,linux/arm64.',
  check: ({ platforms, imagePlace }) => {
    if (platforms.length === 1) {
      const [only] = platforms;
      return {
        notChecked: `the Docker Engine has it for ${only} only, as it does for every image built locally.`,
      };
    }
    return requiredPlatforms
      .filter((platform) => !platforms.includes(platform))
      .map((platform) =>
        problem(imagePlace, `The image supports ${platforms.join(', ')}, but not ${platform}.`),
      );
  },
});

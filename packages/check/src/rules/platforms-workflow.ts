import type { Place } from '../sources/place.ts';
import { problem } from '../sources/problem.ts';
import { Text } from '../sources/text.ts';
import { requiredPlatforms } from './platforms.ts';
import { defineRule } from './rule.ts';

export const platformsWorkflow = defineRule({
  id: 'platforms-workflow',
  severity: 'warning',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'A workflow, Makefile, script or bake file builds the image for linux/amd64 and linux/arm64.',
  why: 'Docker Desktop runs on both, and validation rejects an image without one of them: "the image for platform … is not pushed".',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/multi-arch/',
  fix: 'Run docker buildx build --platform linux/amd64,linux/arm64 . where the image is released.',
  check: ({ buildFiles, isGenerated, imagePlace }) => {
    const files = buildFiles.map(withoutComments);
    if (files.some(buildsForBoth)) return [];
    const [release] = files.flatMap((text) => releasesIn(text));
    if (release === undefined && isGenerated)
      return [problem(imagePlace, `No workflow builds for both ${requiredPlatforms.join(' and ')}.`)];
    if (release === undefined)
      return {
        notChecked: 'no workflow, Makefile, script or bake file of the repository releases the image.',
      };
    if (files.some(({ content }) => elsewhere.test(content)))
      return { notChecked: 'the platforms of the image are a variable, or are in another workflow.' };
    return [
      problem(release, `This releases the image, but not for both ${requiredPlatforms.join(' and ')}.`),
    ];
  },
});

/** With comments as empty lines. */
const withoutComments = ({ file, content }: Text): Text =>
  new Text(file, content.replace(/^[ \t]*(#|\/\/).*$/gm, ''));

/** As `linux/amd64,linux/arm64`, or in lists and matrices such as `[amd64, arm64]`. */
const buildsForBoth = ({ content }: Text) =>
  requiredPlatforms.every((platform) => content.includes(platform)) ||
  (/platform/i.test(content) && /\bamd64\b/.test(content) && /\barm64\b/.test(content));

const release =
  /docker\/bake-action|\bdocker\s+(image\s+)?push\b|\bbuildx\s+bake\b|\bbuildx\s+build\b(?:[^\n]|\\\n)*--push\b/g;
const buildAndPush = /docker\/build-push-action/g;
const pushes = /\bpush:\s*["']?(true|\$\{\{)/;
/** In a workflow, buildx has no other use. */
const buildx = /\bbuildx\s+build\b(?!(?:[^\n]|\\\n)*--(?:load|push)\b)/g;

/** Where an image is released, and not only built on the machine of a developer. */
function releasesIn(text: Text): readonly Place[] {
  const matches = [
    ...text.matches(release),
    ...(pushes.test(text.content) ? text.matches(buildAndPush) : []),
    ...(/\.ya?ml$/.test(text.file) ? text.matches(buildx) : []),
  ];
  return matches.map(({ at }) => at);
}

/** Platforms that another file or the caller gives. */
const elsewhere =
  /platforms?[=:\s]+["']?\$[({]|uses:\s*[\w./-]+\/\.github\/workflows\/|uses:\s*\.\/\.github\/workflows\//i;

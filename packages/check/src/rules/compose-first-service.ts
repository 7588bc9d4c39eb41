import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { OWN_IMAGE, runsOwnImage, servicesOf } from './services.ts';

export const composeFirstService = defineRule({
  id: 'compose-first-service',
  severity: 'warning',
  over: 'both',
  needs: ['compose'],
  what: "The first service of the compose file is the backend, and runs the extension's own image.",
  why: 'Docker Desktop connects to the first service only. Docker replaces the placeholder with the installed version of the image.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/#vm-section',
  fix: `Move the backend to the top of services, with image: ${OWN_IMAGE}.`,
  check: ({ compose }) => {
    if (compose === undefined) return [];
    const [first] = servicesOf(compose);
    if (first === undefined)
      return [problem({ file: compose.file, line: 1 }, 'The file contains no service.')];
    if (runsOwnImage(first)) return [];
    return [problem(first.at, `The first service, ${first.name}, does not run ${OWN_IMAGE}.`)];
  },
});

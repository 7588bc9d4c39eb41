import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { servicesOf } from './services.ts';

export const composeContainerName = defineRule({
  id: 'compose-container-name',
  severity: 'warning',
  over: 'both',
  needs: ['compose'],
  what: 'No service has a fixed container name.',
  why: 'If another container has that name, the installation fails.',
  source: 'https://docs.docker.com/reference/compose-file/services/#container_name',
  fix: 'Remove container_name. Compose generates a unique name.',
  check: ({ compose }) =>
    servicesOf(compose)
      .filter(({ settings }) => settings.container_name !== undefined)
      .map(({ name, place, settings }) =>
        problem(
          place('container_name'),
          `The service ${name} is called ${settings.container_name} on every machine.`,
        ),
      ),
});

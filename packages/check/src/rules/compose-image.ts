import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { OWN_IMAGE, servicesOf } from './services.ts';

const variable = /\$\{?DESKTOP_PLUGIN_IMAGE\b/;

export const composeImage = defineRule({
  id: 'compose-image',
  severity: 'error',
  over: 'both',
  needs: ['compose'],
  hosts: ['podman'],
  what: `A service that uses the image of the extension names it with ${OWN_IMAGE} and nothing else.`,
  why: 'Podman Desktop replaces the variable only where it is the whole value, in this form.',
  source:
    'https://github.com/podman-desktop/podman-desktop/blob/5496ca1/packages/main/src/plugin/contribution-manager.ts',
  fix: `Write image: ${OWN_IMAGE}, without a prefix, a suffix or a default.`,
  check: ({ compose }) =>
    servicesOf(compose)
      .filter(({ settings: { image } }) => variable.test(String(image)) && image !== OWN_IMAGE)
      .map(({ name, place, settings }) =>
        problem(place('image'), `The service ${name} has the image ${settings.image}.`),
      ),
});

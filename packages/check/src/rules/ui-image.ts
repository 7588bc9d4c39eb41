import { problem } from '../sources/problem.ts';
import { pageScripts } from './hosts.ts';
import { defineRule } from './rule.ts';

const image = /\bextension\??\.image\b/g;

export const uiImage = defineRule({
  id: 'ui-image',
  severity: 'warning',
  over: 'workspace',
  needs: ['scripts'],
  hosts: ['podman'],
  what: 'The page does not read ddClient.extension.image.',
  why: 'It is an empty string in Podman Desktop.',
  source:
    'https://github.com/podman-desktop/podman-desktop/blob/main/packages/preload-docker-extension/src/index.ts',
  fix: "Use the ID of auth/src/extension.ts, which is the image's name.",
  check: (workspace) =>
    pageScripts(workspace).flatMap((script) =>
      script.matches(image).map(({ at }) => problem(at, 'This is empty in Podman Desktop.')),
    ),
});

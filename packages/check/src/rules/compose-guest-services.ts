import { problem } from '../sources/problem.ts';
import { HOSTS_PAGE } from './hosts.ts';
import { defineRule } from './rule.ts';
import { mountsOf, servicesOf } from './services.ts';

const FOLDER = '/run/guest-services';

export const composeGuestServices = defineRule({
  id: 'compose-guest-services',
  over: 'both',
  hosts: ['docker', 'rancher', 'podman'],
  what: `The compose file mounts nothing at ${FOLDER}.`,
  why: "The host mounts the folder of the sockets there: Docker Desktop one of the VM, Rancher Desktop a volume, and Podman Desktop that of its sidecar. Another mount hides the backend's socket, or stops the start.",
  source: HOSTS_PAGE,
  fix: 'Remove the volume. Listen on the socket that vm.exposes of metadata.json names.',
  check: ({ compose }) =>
    servicesOf(compose).flatMap((service) =>
      mountsOf(service)
        .filter(({ target }) => target === FOLDER || target.startsWith(`${FOLDER}/`))
        .map(({ index, target }) =>
          problem(service.place('volumes', index), `The service ${service.name} has a volume at ${target}.`),
        ),
    ),
});

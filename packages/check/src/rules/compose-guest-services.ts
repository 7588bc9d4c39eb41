import { isWithin } from '../sources/copies.ts';
import { problem } from '../sources/problem.ts';
import { HOSTS_PAGE } from './hosts.ts';
import { defineRule } from './rule.ts';
import { type Mount, mountsOf, servicesOf } from './services.ts';

const FOLDER = '/run/guest-services';

export const composeGuestServices = defineRule({
  id: 'compose-guest-services',
  severity: 'error',
  over: 'both',
  needs: ['compose'],
  hosts: ['docker', 'rancher', 'podman'],
  what: `The compose file mounts nothing at ${FOLDER}.`,
  why: "The host mounts the folder of the sockets there: Docker Desktop one of the VM, Rancher Desktop a volume, and Podman Desktop that of its sidecar. Another mount hides the backend's socket, or stops the start.",
  source: HOSTS_PAGE,
  fix: 'Remove the volume. Listen on the socket that vm.exposes of metadata.json names.',
  check: ({ compose }, hosts) =>
    servicesOf(compose).flatMap((service) =>
      mountsOf(service)
        .filter(({ target }) => isWithin(FOLDER, target))
        .filter((mount) => !(isOfDocker(mount) && hosts.every((host) => host === 'docker')))
        .map(({ index, target }) =>
          problem(service.place('volumes', index), `The service ${service.name} has a volume at ${target}.`),
        ),
    ),
});

/** The folder of the sockets in the VM of Docker Desktop, which has those of all extensions. Other hosts have no such folder. */
const isOfDocker = ({ type, source }: Mount) => type === 'bind' && isWithin(FOLDER, source);

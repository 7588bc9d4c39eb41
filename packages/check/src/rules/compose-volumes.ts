import { problem } from '../sources/problem.ts';
import type { Tree } from '../sources/tree.ts';
import { defineRule } from './rule.ts';
import { type Mount, mountsOf, type Service, servicesOf } from './services.ts';

const DATA = '/data';

export const composeVolumes = defineRule({
  id: 'compose-volumes',
  over: 'both',
  what: 'Persistent data, including the accounts in /data, is in named volumes that the compose file declares.',
  why: 'Each update creates a new container with a new anonymous volume, so all users are signed out. A host folder does not exist on every machine.',
  source: 'https://docs.docker.com/reference/compose-file/volumes/',
  fix: 'Write NAME:/data under volumes of the service, and NAME: {} under volumes of the file.',
  check: ({ compose }) => {
    if (compose === undefined) return [];
    const services = servicesOf(compose);
    const [backend] = services;
    const kept = backend && mountsOf(backend).some(({ target }) => target === DATA);
    return [
      ...(backend && !kept
        ? [problem(backend.at, `The service ${backend.name} has no volume at ${DATA}.`)]
        : []),
      ...services.flatMap((service) =>
        mountsOf(service).flatMap((mount) => complaints(compose, service, mount)),
      ),
    ];
  },
});

function complaints(compose: Tree, { name, place }: Service, { source, target, type, index }: Mount) {
  const at = place('volumes', index);
  if (type === 'bind') return [problem(at, `The service ${name} mounts ${source} of its host at ${target}.`)];
  if (type !== 'volume') return [];
  if (source === '') return [problem(at, `The service ${name} has an anonymous volume at ${target}.`)];
  const declared = Object.hasOwn(compose.objectAt('volumes'), source);
  return declared ? [] : [problem(at, `The volume ${source} of the service ${name} is not declared.`)];
}

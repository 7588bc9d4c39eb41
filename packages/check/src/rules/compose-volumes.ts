import { problem } from '../sources/problem.ts';
import type { Tree } from '../sources/tree.ts';
import { isGenerated } from '../sources/workspace-or-image.ts';
import { defineRule, partly } from './rule.ts';
import { type Mount, mountsOf, type Service, servicesOf } from './services.ts';

const DATA = '/data';

export const composeVolumes = defineRule({
  id: 'compose-volumes',
  severity: 'note',
  over: 'both',
  needs: ['compose'],
  what: 'Persistent data, in a generated workspace including the accounts in /data, is in named volumes that the compose file declares.',
  why: 'Each update creates a new container with a new anonymous volume, so all users are signed out. A host folder does not exist on every machine.',
  source: 'https://docs.docker.com/reference/compose-file/volumes/',
  fix: 'Write NAME:/data under volumes of the service, and NAME: {} under volumes of the file.',
  check: (extension) => {
    const { compose } = extension;
    if (compose === undefined) return [];
    const services = servicesOf(compose);
    const [backend] = services;
    const kept = backend && mountsOf(backend).some(({ target }) => target === DATA);
    const mounts = services.flatMap((service) => mountsOf(service).map((mount) => ({ service, mount })));
    const known = mounts.filter(({ mount }) => mount.isKnown);
    const sentence = `The service ${backend?.name} has no volume at ${DATA}.`;
    return partly(
      [
        ...(backend && !kept && isGenerated(extension) ? [problem(backend.at, sentence, 'error')] : []),
        ...known.flatMap(({ service, mount }) => complaints(compose, service, mount)),
      ],
      mounts.length > known.length ? ['the source of a volume is a variable without a default'] : [],
    );
  },
});

/**
 * Files and folders that every virtual machine of Docker Desktop has: sockets of the engine and of guest services, and those of the system.
 */
const ofTheHost =
  /^(\/|\/(var\/)?run(\/.*)?|\/(proc|sys|dev)(\/.*)?|\/lib\/modules|\/etc\/localtime|\/var\/(lib\/docker|log)(\/.*)?|\/host_mnt(\/.*)?|.*\.sock(\.raw)?)$/;

function complaints(compose: Tree, { name, place }: Service, { source, target, type, index }: Mount) {
  const at = place('volumes', index);
  if (type === 'bind') {
    const sentence = `The service ${name} mounts ${source} of its host at ${target}.`;
    return ofTheHost.test(source) ? [] : [problem(at, sentence)];
  }
  if (type !== 'volume') return [];
  if (source === '') return [problem(at, `The service ${name} has an anonymous volume at ${target}.`)];
  const declared = Object.hasOwn(compose.objectAt('volumes'), source);
  const undeclared = `The volume ${source} of the service ${name} is not declared.`;
  return declared ? [] : [problem(at, undeclared, 'error')];
}

import { isOfficialImage } from '../sources/official-image.ts';
import { type Problem, problem } from '../sources/problem.ts';
import { isGenerated, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { defineRule, partly } from './rule.ts';
import { environmentOf, runsOwnImage, type Service, servicesOf } from './services.ts';

const isRoot = (user: unknown) => /^(root|0)?(:|$)/.test(String(user ?? ''));

export const unprivileged = defineRule({
  id: 'unprivileged',
  severity: 'note',
  over: 'both',
  needs: ['backend'],
  what: 'The backend runs as an unprivileged user: USER in the image, and in a generated workspace DDEXT_RUN_AS if compose starts it as root to create its socket.',
  why: 'A vulnerability in the backend gives an attacker the permissions of its user. In an extension with sign-in, every web page on the machine can reach the callback server.',
  source: 'https://docs.docker.com/build/building/best-practices/#user',
  fix: 'Write USER with a user of the image in the last stage. In a generated workspace with user: root in compose.yaml, set DDEXT_RUN_AS=1000:1000.',
  check: (extension) => {
    const { user, imagePlace, compose, metadata } = extension;
    const services = servicesOf(compose).filter(runsOwnImage);
    if (compose === undefined && typeof metadata?.at('vm', 'composefile') === 'string')
      return { notChecked: 'the compose file is not in this folder, or cannot be read.' };
    if (compose && services.length === 0)
      return { notChecked: 'no service runs the image of the extension.' };
    const named = user ? `is ${user.value}` : 'is not set, so it is root';
    // Another user of the service replaces that of the image.
    const usesImage =
      !compose || services.some(({ settings }) => settings.user === undefined || isRoot(settings.user));
    const base = user ? undefined : unknownBase(extension);
    return partly(
      [
        ...(usesImage && isRoot(user?.value) && base === undefined
          ? [problem(user?.at ?? imagePlace, `The user of the image ${named}.`)]
          : []),
        ...services.flatMap((service) => startedAsRoot(extension, service)),
      ],
      usesImage && base !== undefined ? [`the base image ${base} may set the user`] : [],
    );
  },
});

/** The base image of a Dockerfile if it is not an official one, whose users are known to be root. */
function unknownBase(extension: WorkspaceOrImage): string | undefined {
  if (extension.kind === 'image') return undefined;
  const base = extension.dockerfile?.finalStages[0]?.from.words[0];
  return base === undefined || isOfficialImage(base) ? undefined : base;
}

function startedAsRoot(extension: WorkspaceOrImage, backend: Service): Problem[] {
  if (backend.settings.user === undefined || !isRoot(backend.settings.user)) return [];
  if (!isGenerated(extension))
    return [problem(backend.place('user'), `The service ${backend.name} starts as root.`)];
  const settings = [...extension.environment, ...environmentOf(backend)].filter(
    ({ name }) => name === 'DDEXT_RUN_AS',
  );
  // If both set it, compose takes precedence.
  const runAs = settings.at(-1)?.value;
  if (runAs && /^[1-9]\d*:[1-9]\d*$/.test(runAs)) return [];
  const found =
    runAs === undefined ? 'nothing sets DDEXT_RUN_AS' : `DDEXT_RUN_AS is ${JSON.stringify(runAs)}`;
  return [problem(backend.place('user'), `The service ${backend.name} starts as root, and ${found}.`)];
}

import { type Problem, problem } from '../sources/problem.ts';
import { hasBackend, type WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';
import { environmentOf, type Service, servicesOf } from './services.ts';

const isRoot = (user: unknown) => /^(root|0)?(:|$)/.test(String(user ?? ''));

export const unprivileged = defineRule({
  id: 'unprivileged',
  over: 'both',
  what: 'The backend runs as an unprivileged user: USER in the image, and DDEXT_RUN_AS if compose starts it as root to create its socket.',
  why: 'Every web page on the machine can reach the callback server, which should have access to its own data only.',
  source: 'https://docs.docker.com/build/building/best-practices/#user',
  fix: 'Write USER node in the last stage; with user: root in compose.yaml, set DDEXT_RUN_AS=1000:1000.',
  check: (extension) => {
    if (!hasBackend(extension)) return [];
    const { user, imagePlace, compose } = extension;
    const [backend] = servicesOf(compose);
    const named = user ? `is ${user.value}` : 'is not named, and so is root';
    return [
      ...(isRoot(user?.value) ? [problem(user?.at ?? imagePlace, `The user of the image ${named}.`)] : []),
      ...(backend ? startedAsRoot(extension, backend) : []),
    ];
  },
});

function startedAsRoot({ environment }: WorkspaceOrImage, backend: Service): Problem[] {
  if (backend.settings.user === undefined || !isRoot(backend.settings.user)) return [];
  const settings = [...environment, ...environmentOf(backend)].filter(({ name }) => name === 'DDEXT_RUN_AS');
  // Where both set it, compose wins.
  const runAs = settings.at(-1)?.value;
  if (runAs && /^[1-9]\d*:[1-9]\d*$/.test(runAs)) return [];
  const found =
    runAs === undefined ? 'nothing sets DDEXT_RUN_AS' : `DDEXT_RUN_AS is ${JSON.stringify(runAs)}`;
  return [problem(backend.place('user'), `The service ${backend.name} starts as root, and ${found}.`)];
}

import { posix } from 'node:path';
import { excludes } from '../sources/ignore-file.ts';
import type { Place } from '../sources/place.ts';
import { type Problem, problem } from '../sources/problem.ts';
import type { ReactApp } from '../sources/react-apps.ts';
import type { Workspace } from '../sources/workspace-or-image.ts';
import { defineRule, partly } from './rule.ts';

export const reactAppBase = defineRule({
  id: 'react-app-base',
  severity: 'error',
  over: 'workspace',
  needs: ['reactApp'],
  what: 'A page of create-react-app is built with relative paths: PUBLIC_URL or homepage is a dot.',
  why: 'Docker Desktop opens the built page as a file. A path that starts with a slash refers to the root of the disk, and the tab stays blank.',
  source: 'https://create-react-app.dev/docs/deployment/#building-for-relative-paths',
  fix: 'Write PUBLIC_URL=. in the .env file beside package.json, or "homepage": "." in package.json.',
  check: (workspace) => {
    const judged = workspace.reactApps.map((app) => judge(app, workspace));
    return partly(
      judged.flatMap((each) => (typeof each === 'object' ? [each] : [])),
      judged.filter((each) => typeof each === 'string'),
    );
  },
});

const isRelative = (path: string) => /^\.?\/?$/.test(path) && path !== '/';

/** Whether craco or react-app-rewired sets the path. */
const isOwnConfiguration = ({ folder }: ReactApp, { texts }: Workspace) =>
  texts.some(
    ({ file, content }) =>
      posix.dirname(file) === (folder || '.') &&
      /^(craco\.config|config-overrides)\./.test(posix.basename(file)) &&
      content.includes('publicPath'),
  );

/** Whether git does not take the .env file that may set the path. */
const isIgnored = ({ folder }: ReactApp, { texts }: Workspace) =>
  [
    ['.gitignore', posix.join(folder, '.env')] as const,
    [posix.join(folder, '.gitignore'), '.env'] as const,
  ].some(([name, path]) => {
    const ignored = texts.find(({ file }) => file === name);
    return ignored !== undefined && excludes('.gitignore', ignored.content, path);
  });

/** A problem; a sentence if it cannot be told; undefined if the paths are relative. */
function judge(app: ReactApp, workspace: Workspace): Problem | string | undefined {
  const { manifest, publicUrl } = app;
  const homepage = manifest.at('homepage');
  const place = (...path: string[]): Place => manifest.place(...path);
  if (publicUrl !== undefined) {
    if (isRelative(publicUrl)) return undefined;
    return problem(place('name'), `PUBLIC_URL is ${JSON.stringify(publicUrl)} in a .env file.`);
  }
  if (isOwnConfiguration(app, workspace))
    return `the configuration of webpack in ${app.folder || 'the folder'} is changed`;
  if (isIgnored(app, workspace)) return `${posix.join(app.folder, '.env')} is not in the repository`;
  const scripts = Object.values(manifest.objectAt('scripts')).map(String);
  const commands = [
    ...scripts,
    ...(workspace.dockerfile?.all ?? []).map(({ text }) => text),
    ...workspace.buildFiles.map(({ content }) => content),
  ];
  if (commands.some((command) => command.includes('PUBLIC_URL')))
    return `a command sets PUBLIC_URL for ${manifest.file}`;
  if (commands.some((command) => /\bcopyfiles?\b|\bsed\s+-i/.test(command) && command.includes('index.html')))
    return 'a command changes index.html';
  if (typeof homepage === 'string') {
    if (isRelative(homepage)) return undefined;
    return problem(place('homepage'), `homepage is ${JSON.stringify(homepage)}, and PUBLIC_URL is not set.`);
  }
  return problem(
    place('name'),
    'Neither homepage nor PUBLIC_URL is set, so the paths of the page start with a slash.',
  );
}

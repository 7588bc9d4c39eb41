import type { Workspace } from '../sources/workspace-or-image.ts';

/** What an extension is made of, as far as its files show it: each entry is a part of a sentence. */
export function profileOf(workspace: Workspace): readonly string[] {
  const { isGenerated, dockerfile } = workspace;
  return [
    isGenerated ? 'an extension that ddext-oauth created' : 'an extension that ddext-oauth did not create',
    signInOf(workspace),
    uiOf(workspace),
    backendOf(workspace),
    dockerfile ? `the image of ${dockerfile.file}` : 'no Dockerfile',
    buildsOf(workspace),
  ];
}

function signInOf({ isGenerated, signInSign }: Workspace): string {
  if (isGenerated) return 'sign-in of ddext-oauth';
  if (signInSign === undefined) return 'no sign-in seen';
  const { at, what } = signInSign;
  return `${at.file}:${at.line} ${what}`;
}

function uiOf({ reactApps, viteConfig, ui }: Workspace): string {
  const built = ui ? 'built' : 'not built';
  const [app] = reactApps;
  if (viteConfig) return `UI of Vite (${viteConfig.at.file}), ${built}`;
  if (app) return `UI of create-react-app (${app.manifest.file}), ${built}`;
  return ui ? 'UI without a bundler that is known' : 'no UI seen';
}

function backendOf({ metadata, compose }: Workspace): string {
  if (metadata?.at('vm') === undefined) return 'no backend';
  if (compose) return `backend in ${compose.file}`;
  return metadata.at('vm', 'composefile') === undefined ? 'backend without a compose file' : 'backend';
}

function buildsOf({ buildFiles }: Workspace): string {
  const builds = buildFiles.filter(({ content }) => /docker|buildx|buildctl/i.test(content));
  return builds.length === 0 ? 'no build file' : `builds in ${builds.map(({ file }) => file).join(', ')}`;
}

import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { bitbucket } from './bitbucket.ts';
import { box } from './box.ts';
import { cognito } from './cognito.ts';
import { digitalocean } from './digitalocean.ts';
import { discord } from './discord.ts';
import { dropbox } from './dropbox.ts';
import { facebook } from './facebook.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { heroku } from './heroku.ts';
import { jumpcloud } from './jumpcloud.ts';
import { keycloak } from './keycloak.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { loginWithAmazon } from './login-with-amazon.ts';
import { microsoftEntraId } from './microsoft-entra-id.ts';
import { notion } from './notion.ts';
import { oauth2 } from './oauth2.ts';
import { oidc } from './oidc.ts';
import { okta } from './okta.ts';
import { onelogin } from './onelogin.ts';
import { ory } from './ory.ts';
import { pingone } from './pingone.ts';
import type { Preset } from './preset.ts';
import { salesforce } from './salesforce.ts';
import { sentry } from './sentry.ts';
import { slack } from './slack.ts';
import { snyk } from './snyk.ts';
import { spotify } from './spotify.ts';
import { twitch } from './twitch.ts';
import { x } from './x.ts';
import { zitadel } from './zitadel.ts';
import { zoom } from './zoom.ts';

export { presetIdentifier } from './preset-identifier.ts';

/** Every preset, for tools that offer a choice. An extension imports the ones it uses from `./providers`. */
export const catalogue: readonly Preset[] = [
  oidc,
  oauth2,
  atlassian,
  auth0,
  bitbucket,
  box,
  cognito,
  digitalocean,
  discord,
  dropbox,
  facebook,
  github,
  gitlab,
  google,
  heroku,
  jumpcloud,
  keycloak,
  linear,
  linkedin,
  loginWithAmazon,
  microsoftEntraId,
  notion,
  okta,
  onelogin,
  ory,
  pingone,
  salesforce,
  sentry,
  slack,
  snyk,
  spotify,
  twitch,
  x,
  zitadel,
  zoom,
];

/**
 * Why a provider that somebody may look for is not in the catalogue; shown in the documentation.
 *
 * Docker's own login: `docker/cli@28f7560 internal/oauth/manager`. HCP: `hashicorp/hcp-sdk-go@982d500 auth/browser.go`.
 */
export const absent: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'Docker Hub',
    reason:
      "`docker login` has a client of Docker's own, and nothing lets an extension register another: there is no OAuth for third parties.",
  },
  {
    name: 'HashiCorp Cloud Platform',
    reason:
      'Its SDK signs people in with a client of its own; no way to register another is documented. Service principals have client credentials: use `oauth2`.',
  },
  {
    name: 'sso.redhat.com',
    reason:
      "No way to register a client there is documented. Red Hat's product of that name is Keycloak: use `keycloak`.",
  },
];

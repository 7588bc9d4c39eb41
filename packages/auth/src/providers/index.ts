export { atlassian } from './atlassian.ts';
export { auth0 } from './auth0.ts';
export { bitbucket } from './bitbucket.ts';
export { box } from './box.ts';
export { mapProfile, type ProfileFields, type ProfileMap, profileOf, standardClaims } from './claims.ts';
export { cognito } from './cognito.ts';
export { digitalocean } from './digitalocean.ts';
export { discord } from './discord.ts';
export { dropbox } from './dropbox.ts';
export { facebook } from './facebook.ts';
export { github } from './github.ts';
export { gitlab } from './gitlab.ts';
export { google } from './google.ts';
export { heroku } from './heroku.ts';
export { jumpcloud } from './jumpcloud.ts';
export { keycloak } from './keycloak.ts';
export { linear } from './linear.ts';
export { linkedin } from './linkedin.ts';
export { loginWithAmazon } from './login-with-amazon.ts';
export { loopbackHostOf } from './loopback-host.ts';
export { microsoftEntraId } from './microsoft-entra-id.ts';
export { notion } from './notion.ts';
export { oauth2 } from './oauth2.ts';
export { oidc } from './oidc.ts';
export { okta } from './okta.ts';
export { onelogin } from './onelogin.ts';
export { ory } from './ory.ts';
export type { ParameterKind, PresetParameter } from './parameter.ts';
export { pingone } from './pingone.ts';
export type {
  ClientAuthentication,
  Endpoints,
  Evidence,
  Preset,
  Profile,
  Redirects,
  Refresh,
  Registration,
  ResourceReader,
  ResourceRequest,
  Strategy,
} from './preset.ts';
export { salesforce } from './salesforce.ts';
export { sentry } from './sentry.ts';
export { slack } from './slack.ts';
export { snyk } from './snyk.ts';
export { spotify } from './spotify.ts';
export { twitch } from './twitch.ts';
export { no, unknown, type Verdict, yes } from './verdict.ts';
export { x } from './x.ts';
export { zitadel } from './zitadel.ts';
export { zoom } from './zoom.ts';

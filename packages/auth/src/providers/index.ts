export { mapProfile, type ProfileMap, profileOf, standardClaims } from './claims.ts';
export { github } from './github.ts';
export { loopbackHostOf } from './loopback-host.ts';
export { oauth2 } from './oauth2.ts';
export { oidc } from './oidc.ts';
export type { ParameterKind, PresetParameter } from './parameter.ts';
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
export { no, unknown, type Verdict, yes } from './verdict.ts';

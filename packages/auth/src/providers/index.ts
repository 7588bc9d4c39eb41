export { github } from './github.ts';
export { oidc } from './oidc.ts';
export type {
  ClientAuthentication,
  Endpoints,
  Preset,
  Profile,
  ResourceReader,
  Strategy,
  Verdict,
} from './preset.ts';

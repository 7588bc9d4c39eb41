export { mapProfile, type ProfileFields, type ProfileMap, profileOf, standardClaims } from './claims.ts';
export {
  type Extension,
  type Redirect,
  type RedirectTarget,
  type RedirectUris,
  redirectUriOf,
  redirectUrisOf,
} from './extension.ts';
export { type Grant, grantsOf } from './grant.ts';
export { type Host, type HostFacts, hosts, isHost } from './host.ts';
export { type CheckedKey, checkKey, type KeyFault, type KeyForm } from './keys/check-key.ts';
export { isTestKey } from './keys/is-test-key.ts';
export { keyHeaderOf } from './keys/key-header-of.ts';
export type {
  KeyFormat,
  KeyHeader,
  KeyKind,
  KeyMethod,
  KeyRefusal,
  KeyVerification,
} from './keys/key-method.ts';
export type { KeyCatalogEntry, KeyReference } from './keys/key-reference.ts';
export type {
  KeyOutcome,
  KeyVerdict,
  VerificationResponse,
  VerifiedCredential,
} from './keys/key-verdict.ts';
export { verdictOf } from './keys/verdict-of.ts';
export * from './keys.generated.ts';
export {
  fillIn,
  isInsecureLoopback,
  isOfKind,
  type ParameterKind,
  type PresetParameter,
} from './parameter.ts';
export type {
  ClientAuthentication,
  Endpoints,
  Preset,
  Profile,
  ResourceReader,
  ResourceRequest,
  Strategy,
} from './preset.ts';
export * from './presets.generated.ts';
export type {
  CatalogEntry,
  Evidence,
  PresetReference,
  Redirects,
  RefreshToken,
  Registration,
  RegistrationStep,
} from './reference.ts';
export {
  type FilledStep,
  type RegistrationValues,
  registrationSteps,
} from './registration.ts';
export { no, unknown, type Verdict, yes } from './verdict.ts';

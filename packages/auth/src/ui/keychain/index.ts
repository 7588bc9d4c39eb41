export type { KeyLocation, KeyPlaces, SealKey } from '../seal-key.ts';
export { keychain, keychainOrPage, pageFromKeychain } from './locations.ts';
export { type KeychainErrorCode, keychainAdvice } from './problems.ts';

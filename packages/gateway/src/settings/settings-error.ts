import { StartError } from '@ddext-oauth/auth/backend';

/** A setting that cannot be used, in one sentence that says what to change. */
export class SettingsError extends StartError {}

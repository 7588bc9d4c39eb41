import { github } from './github.ts';
import { oauth2 } from './oauth2.ts';
import { oidc } from './oidc.ts';
import type { Preset } from './preset.ts';

/** Every preset, for tools that offer a choice. An extension imports the ones it uses from `./providers`. */
export const catalogue: readonly Preset[] = [oidc, oauth2, github];

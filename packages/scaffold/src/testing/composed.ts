import { parse } from 'yaml';
import { merged } from './merged.ts';

/** A compose file with variables in the environment of its backend. */
const compose = (...variables: string[]) =>
  `services:\n  backend:\n    image: a\n    environment:\n${variables.map((each) => `      ${each}\n`).join('')}\nvolumes:\n  data: {}\n`;
const oidc = ['OIDC_ISSUER: ""'];
const github = ['GITHUB_CLIENT_ID: ""', 'GITHUB_CLIENT_SECRET_FILE: /data/github'];
/** Without and with the variables of GitHub. */
export const [before, after] = [compose(...oidc), compose(...oidc, ...github)];

/** The file after GitHub is added. */
export const add = (current: string) => merged('compose.yaml', current, before, after);
/** The file after GitHub is removed. */
export const remove = (current: string) => merged('compose.yaml', current, after, before);

/** The environment of the backend, including merged maps. */
export const environmentIn = (text: unknown) =>
  parse(String(text), { merge: true }).services.backend.environment;

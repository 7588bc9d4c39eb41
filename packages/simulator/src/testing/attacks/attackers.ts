import { readFileSync } from 'node:fs';
import { x, xSync } from 'tinyexec';
import type { RawAnswer, RawRequest } from '../clients/raw-request.ts';

const program = readFileSync(new URL('attack.mjs', import.meta.url), 'utf8');
const nobody = 65_534;
const image = 'node:24-alpine';

export interface Attack extends RawRequest {
  readonly url: string;
}

export interface AttackAnswer extends RawAnswer {
  readonly url: string;
  readonly method: string;
}

export interface Attacker {
  readonly name: string;
  /** Why it is not available; undefined if it is. */
  readonly missing: string | undefined;
  /** Sends requests as the attacker, and checks that another user sent them. */
  send(attacks: readonly Attack[]): Promise<readonly AttackAnswer[]>;
}

async function run(file: string, args: readonly string[], as: { uid?: number; gid?: number } = {}) {
  const { stdout } = await x(file, args, { throwOnError: true, nodeOptions: { ...as, cwd: '/' } });
  const { uid, answers } = JSON.parse(stdout) as { uid: number; answers: readonly AttackAnswer[] };
  if (uid !== nobody) throw new Error(`The attack ran as ${uid}.`);
  return answers;
}

const nodeArgs = (attacks: readonly Attack[]) => [
  '--input-type=module',
  '--eval',
  program,
  JSON.stringify(attacks),
];

const otherUser: Attacker = {
  name: 'another user of the machine',
  missing: process.getuid?.() === 0 ? undefined : '(skipped: only root can start a process as nobody) ',
  send: (attacks) => run(process.execPath, nodeArgs(attacks), { uid: nobody, gid: nobody }),
};

const hasEngine = xSync('sh', ['-c', 'docker info'], { nodeOptions: { stdio: 'ignore' } }).exitCode === 0;

const container: Attacker = {
  name: 'a container on the network of the host',
  missing: hasEngine
    ? undefined
    : '(skipped: could not reach a Docker Engine; start one or set DOCKER_HOST) ',
  send: (attacks) => {
    const isolation = ['--network', 'host', '--user', `${nobody}:${nobody}`, '--cap-drop', 'ALL'];
    return run('docker', ['run', '--rm', ...isolation, image, 'node', ...nodeArgs(attacks)]);
  },
};

export const attackers: readonly Attacker[] = [otherUser, container];

import { messageOf, SimulatorError } from '../../errors.ts';
import { signInOverHttp } from '../../identity-provider/sign-in/sign-in-over-http.ts';
import type { ConnectionTestRun } from '../connection-test-run.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds. An attempt of the extension expires after the same time. */
const patience = 10 * 60 * 1000;

/** Reads pasted URLs until one is the callback, or an empty line cancels. */
async function askForAddress(
  run: ConnectionTestRun,
  lines: AsyncIterable<string>,
  terminal: Terminal,
): Promise<void> {
  for await (const line of lines) {
    if (run.view.state !== 'waiting') return;
    try {
      return line.trim() === '' ? await run.giveUp() : await run.takePastedUrl(line);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      terminal.tell(messageOf(error));
    }
  }
}

/** Waits for the browser, the user or the timeout. @param answered settles when the callback step is completed */
async function waitForUser(
  run: ConnectionTestRun,
  answered: Promise<void>,
  terminal: Terminal,
): Promise<void> {
  const { authorizationUrl = '', redirectUri } = run.view;
  const { user } = terminal;
  terminal.tell(`Open this URL in a browser and sign in:\n\n  ${authorizationUrl}\n`);
  user?.open(authorizationUrl);
  terminal.tell(`Waiting for the browser to return to ${redirectUri}`);
  if (user) {
    terminal.tell('If it cannot, paste its final URL. If it has none, press Enter.');
  }
  let timer: NodeJS.Timeout | undefined;
  // Only a completed callback step or an error ends the wait.
  const failure = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => run.giveUp().catch(reject), patience);
    if (user) askForAddress(run, user.lines, terminal).catch(reject);
  });
  try {
    await Promise.race([answered, failure]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until an empty line says that the page did not accept the code. */
async function askWhetherEntered(run: ConnectionTestRun, lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (line.trim() === '') return run.view.state === 'entering' ? run.giveUp() : undefined;
  }
}

/**
 * Lets the user enter a device code. Returns when the step that waits for it is completed.
 *
 * @param user test user of the test identity provider who enters it automatically
 * @throws SimulatorError `sign-in-failed`
 */
export async function waitForCode(
  run: ConnectionTestRun,
  terminal: Terminal,
  user: string | undefined,
): Promise<void> {
  const { authorizationUrl = '', userCode = '' } = run.view;
  if (user !== undefined) {
    await signInOverHttp(authorizationUrl, { user });
    return run.step();
  }
  terminal.tell(`Open this URL in a browser:\n\n  ${authorizationUrl}\n\nand enter the code ${userCode}\n`);
  terminal.user?.open(authorizationUrl);
  terminal.tell('Waiting until the code is entered.');
  if (!terminal.user) return run.step();
  terminal.tell('If the page does not accept it, press Enter.');
  const failure = askWhetherEntered(run, terminal.user.lines).then(() => new Promise<never>(() => {}));
  return Promise.race([run.step(), failure]);
}

/**
 * Lets the user sign in. Returns when the callback step is completed.
 *
 * @param user test user of the test identity provider who signs in automatically
 * @throws SimulatorError `sign-in-failed`
 */
export async function waitForBrowser(
  run: ConnectionTestRun,
  answered: Promise<void>,
  terminal: Terminal,
  user: string | undefined,
): Promise<void> {
  if (user === undefined) return waitForUser(run, answered, terminal);
  await signInOverHttp(run.view.authorizationUrl ?? '', { user });
  if (run.view.state === 'waiting') await run.giveUp();
}

import { messageOf, SimulatorError } from '../../errors.ts';
import { signInOverHttp } from '../../identity-provider/sign-in/sign-in-over-http.ts';
import type { ConnectionTestRun } from '../connection-test-run.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds; as long as an attempt of the extension's lives. */
const patience = 10 * 60 * 1000;

/** Takes addresses from whoever types them, until one is the answer or an empty line says that there is none. */
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

/** Waits for the browser, the user or the clock. @param answered settles with the step of the answer */
async function waitForUser(
  run: ConnectionTestRun,
  answered: Promise<void>,
  terminal: Terminal,
): Promise<void> {
  const { authorizationUrl = '', redirectUri } = run.view;
  const { user } = terminal;
  terminal.tell(`Open this address in a browser and sign in:\n\n  ${authorizationUrl}\n`);
  user?.open(authorizationUrl);
  terminal.tell(`Waiting for the browser to come back to ${redirectUri}`);
  if (user) {
    terminal.tell('If it cannot, paste the address that it ended at, or an empty line if it ended at none.');
  }
  let timer: NodeJS.Timeout | undefined;
  // The step of an answer ends the waiting, whoever brought it; the others end it only where they fail.
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

/** Waits until an empty line says that the page did not take the code. */
async function askWhetherEntered(run: ConnectionTestRun, lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (line.trim() === '') return run.view.state === 'entering' ? run.giveUp() : undefined;
  }
}

/**
 * Has a user enter a device code, and returns when the step that waits for it was made.
 *
 * @param user enters it at the built-in identity provider
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
  terminal.tell(
    `Open this address in a browser:\n\n  ${authorizationUrl}\n\nand enter the code ${userCode}\n`,
  );
  terminal.user?.open(authorizationUrl);
  terminal.tell('Waiting until the code is entered.');
  if (!terminal.user) return run.step();
  terminal.tell('If the page does not take it, press Enter.');
  const failure = askWhetherEntered(run, terminal.user.lines).then(() => new Promise<never>(() => {}));
  return Promise.race([run.step(), failure]);
}

/**
 * Has a user sign in, and returns when the step that takes the answer was made.
 *
 * @param user signs in at the built-in identity provider by itself
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

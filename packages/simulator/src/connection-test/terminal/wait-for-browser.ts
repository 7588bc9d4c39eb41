import { messageOf, SimulatorError } from '../../errors.ts';
import { signInOverHttp } from '../../identity-provider/sign-in/sign-in-over-http.ts';
import type { TrialRun } from '../connection-test-run.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds; as long as an attempt of the extension's lives. */
const patience = 10 * 60 * 1000;

/** Takes addresses from whoever types them, until one is the answer or an empty line says that there is none. */
async function askForAddress(run: TrialRun, lines: AsyncIterable<string>, terminal: Terminal): Promise<void> {
  for await (const line of lines) {
    if (run.view.state !== 'waiting') return;
    try {
      return line.trim() === '' ? await run.giveUp() : await run.takeAddress(line);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      terminal.tell(messageOf(error));
    }
  }
}

/** Waits for the browser, the person or the clock. @param answered settles with the step of the answer */
async function waitForPerson(run: TrialRun, answered: Promise<void>, terminal: Terminal): Promise<void> {
  const { authorizationUrl = '', redirectUri } = run.view;
  const { person } = terminal;
  terminal.tell(`Open this address in a browser and sign in:\n\n  ${authorizationUrl}\n`);
  person?.open(authorizationUrl);
  terminal.tell(`Waiting for the browser to come back to ${redirectUri}`);
  if (person) {
    terminal.tell('If it cannot, paste the address that it ended at, or an empty line if it ended at none.');
  }
  let timer: NodeJS.Timeout | undefined;
  // The step of an answer ends the waiting, whoever brought it; the others end it only where they fail.
  const failure = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => run.giveUp().catch(reject), patience);
    if (person) askForAddress(run, person.lines, terminal).catch(reject);
  });
  try {
    await Promise.race([answered, failure]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until an empty line says that the page did not take the code. */
async function askWhetherEntered(run: TrialRun, lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (line.trim() === '') return run.view.state === 'entering' ? run.giveUp() : undefined;
  }
}

/**
 * Has a person enter a device code, and returns when the step that waits for it was made.
 *
 * @param person enters it at the built-in identity provider
 * @throws SimulatorError `sign-in-failed`
 */
export async function waitForCode(
  run: TrialRun,
  terminal: Terminal,
  person: string | undefined,
): Promise<void> {
  const { authorizationUrl = '', userCode = '' } = run.view;
  if (person !== undefined) {
    await signInOverHttp(authorizationUrl, { person });
    return run.step();
  }
  terminal.tell(
    `Open this address in a browser:\n\n  ${authorizationUrl}\n\nand enter the code ${userCode}\n`,
  );
  terminal.person?.open(authorizationUrl);
  terminal.tell('Waiting until the code is entered.');
  if (!terminal.person) return run.step();
  terminal.tell('If the page does not take it, press Enter.');
  const failure = askWhetherEntered(run, terminal.person.lines).then(() => new Promise<never>(() => {}));
  return Promise.race([run.step(), failure]);
}

/**
 * Has a person sign in, and returns when the step that takes the answer was made.
 *
 * @param person signs in at the built-in identity provider by itself
 * @throws SimulatorError `sign-in-failed`
 */
export async function waitForBrowser(
  run: TrialRun,
  answered: Promise<void>,
  terminal: Terminal,
  person: string | undefined,
): Promise<void> {
  if (person === undefined) return waitForPerson(run, answered, terminal);
  await signInOverHttp(run.view.authorizationUrl ?? '', { person });
  if (run.view.state === 'waiting') await run.giveUp();
}

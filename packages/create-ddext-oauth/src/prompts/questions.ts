import { dirname, join } from 'node:path';
import {
  catalogVerdicts,
  type OptionName,
  type Options,
  optionTable,
  preflight,
  providersToAcceptOf,
  type RawOptions,
  resolveOptions,
  ScaffoldError,
} from '@ddext-oauth/scaffold';
import { BACK } from './answer.ts';
import { askProviders } from './ask-providers.ts';
import { type Asking, concerns, type Question, type Script } from './interview.ts';

/** In the order of the prompts: the extension, then its sign-in. */
export const questions: Script['questions'] = {
  directory: askText('directory', async (directory) => {
    await preflight(directory);
  }),
  title: askText('title'),
  image: askText('image'),
  strategy: askChoice('strategy'),
  redirect: askChoice('redirect'),
  exchange: askChoice('exchange'),
  provider: async (asking) => asking.keys.read(await askProviders(asking)),
  accept: askToAccept,
  port: askText('port'),
};

async function askToAccept({ answers, clack, keys, signal }: Asking) {
  const exposed = providersToAcceptOf(answers);
  const names = exposed.map(({ name }) => name).join(', ');
  const answer = await clack.select({
    message: `All providers share the redirect URI of the tab, and these are not known to send iss (RFC 9207): ${names}. A malicious provider could receive their codes. ${optionTable.accept.question}`,
    options: [
      { value: 'no', label: 'No, go back' },
      { value: 'yes', label: 'Yes, I trust every provider of this extension' },
    ],
    signal,
  });
  const given = keys.read(answer);
  if (given === 'yes') return exposed.map(({ id }) => id);
  return given === 'no' ? BACK : given;
}

/** As wide as what the prompt library puts before each line of a message. */
const MARGIN = '   ';

type TextOption = 'directory' | 'title' | 'image' | 'port';

/** @param look checks the answer in the environment, such as the directory on disk */
function askText(name: TextOption, look?: (value: string) => Promise<void>): Question {
  return async ({ answers, clack, keys, signal }) => {
    const { directory, title, image, port } = answers;
    const others: RawOptions = { directory, title, image, port, [name]: undefined };
    const usual = defaultOf(name, others);
    const check = async (value: string) => {
      resolveOptions({ ...others, [name]: value });
      await look?.(value);
    };
    let fallback = usual;
    let initialValue = answers[name] ?? '';
    // The prompt validates the answer that it returns last.
    const last: { refused?: ScaffoldError | undefined } = {};
    for (;;) {
      const answer = await clack.text({
        message: optionTable[name].question,
        placeholder: fallback,
        defaultValue: fallback,
        initialValue,
        // A wrong answer with a suggestion is not edited: the suggestion is the next default.
        validate: async (value) => {
          last.refused = await refusalOf(check(value || fallback));
          return messageOf(last.refused);
        },
        signal,
      });
      const given = keys.read(answer);
      if (typeof given !== 'string') return given;
      const { refused } = last;
      if (refused === undefined) return given === usual ? undefined : given;
      const lines = clack.wrapTextWithPrefix(undefined, withoutOptions(refused.message), MARGIN).split('\n');
      clack.log.warn(lines.map((line) => line.slice(MARGIN.length)).join('\n'));
      fallback =
        name === 'directory' ? join(dirname(given), String(refused.suggestion)) : String(refused.suggestion);
      initialValue = '';
    }
  };
}

function defaultOf(name: TextOption, others: RawOptions): string {
  const { options }: { options: Options } = resolveOptions(others);
  return String(options[name]);
}

async function refusalOf(check: Promise<void>): Promise<ScaffoldError | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof ScaffoldError) return error;
    throw error;
  }
}

/** The error to show below the prompt, whose answer is then edited. */
function messageOf(refused: ScaffoldError | undefined): string | undefined {
  return refused?.suggestion === undefined ? refused?.message : undefined;
}

/** A prompt has no options: `try --port 1` -> `try 1`. */
function withoutOptions(message: string): string {
  return message.replace(/ --(?:image|port|title) /g, ' ');
}

function askChoice(name: 'strategy' | 'redirect' | 'exchange'): Question {
  return async (asking) => {
    const { question, choices = [] } = optionTable[name];
    const answer = await asking.clack.select({
      message: question,
      options: choices.map(({ value, label }) => {
        const against = refusal(asking, { [name]: value });
        return { value, label: `${value}\n  ${label}`, ...(against && { hint: against, disabled: true }) };
      }),
      initialValue: asking.answers[name] ?? choices[0]?.value,
      signal: asking.signal,
    });
    return asking.keys.read(answer);
  };
}

/** Why a choice is not possible with the providers of the command line. Providers from a prompt can be chosen again. */
function refusal({ answers, given: { provider = [] } }: Asking, choice: RawOptions): string | undefined {
  const ruledOut = catalogVerdicts(adjust({ ...answers, ...choice })).filter(
    ({ preset, possible }) => provider.includes(preset.id) && possible === false,
  );
  return ruledOut.map(({ preset, reason }) => `${preset.name}: ${reason}`).join(' ') || undefined;
}

/** Removes options without an effect for the strategy, and providers that do not work with it. */
export function adjust(answers: RawOptions): RawOptions {
  const kept = Object.entries(answers).filter(([name]) => concerns(name as OptionName, answers));
  const meaningful: RawOptions = Object.fromEntries(kept);
  const works = (id: string) =>
    catalogVerdicts(meaningful).some(({ preset, possible }) => preset.id === id && possible !== false);
  const provider = answers.provider?.filter(works);
  // The same array if no provider was removed, so that it counts as unchanged.
  if (provider?.length === answers.provider?.length) return withoutStale(meaningful);
  return withoutStale({ ...meaningful, provider: provider?.length ? provider : undefined });
}

/** Removes `accept` if the providers that require it have changed. */
function withoutStale(answers: RawOptions): RawOptions {
  const { accept, ...others } = answers;
  const needed = providersToAcceptOf(others).map(({ id }) => id);
  return accept && needed.join() === accept.join() ? answers : others;
}

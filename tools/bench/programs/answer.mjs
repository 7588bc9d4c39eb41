/**
 * Lets the process that started this one ask for things by name, over Node's own channel, and says which: questions wait
 * until their name is known. Without a channel, nothing happens.
 *
 * @param {Record<string, (argument: any) => unknown>} answers what can be asked here; other names are left to others
 */
export function answer(answers) {
  process.on('message', async ({ id, name, argument }) => {
    if (!Object.hasOwn(answers, name)) return;
    try {
      process.send?.({ id, value: await answers[name](argument) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.send?.({ names: Object.keys(answers) });
}

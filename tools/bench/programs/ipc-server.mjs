/**
 * Answers questions of the parent process by name, over Node's IPC channel, and announces the names: the parent sends a question
 * when its name is known. Without a channel, nothing happens.
 *
 * @param {Readonly<Record<string, (argument: never) => unknown>>} answers other calls handle other names
 */
export function serveIpc(answers) {
  process.on(
    'message',
    async (/** @type {import('../ipc-client.mjs').Question} */ { id, name, argument }) => {
      if (!Object.hasOwn(answers, name)) return;
      try {
        process.send?.({ id, value: await answers[name](/** @type {never} */ (argument)) });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
      }
    },
  );
  process.send?.({ names: Object.keys(answers) });
}

/**
 * The results of the measured programs, by the name of the question.
 *
 * @typedef {object} Answers
 * @property {{rss: number, cpu: number}} usage resident bytes, and milliseconds of CPU since the start
 * @property {number} heap bytes after a collection
 * @property {string} issuer
 * @property {string} clientId
 * @property {number} refreshes number that the provider has counted
 * @property {number} put milliseconds
 * @property {{ours: number[], bare: number[]}} pairs milliseconds
 * @property {{milliseconds: number, different: number}} together
 */

/** @typedef {<Name extends keyof Answers>(name: Name, argument?: unknown) => Promise<Answers[Name]>} Ask */

/**
 * @typedef {{id: number, name: string, argument: unknown}} Question
 * @typedef {{names: string[]} | {id: number, value?: unknown, error?: string}} Message sent by a program
 */

/**
 * The client of programs/ipc-server.mjs.
 *
 * @param {import('node:child_process').ChildProcess} child with a channel, and stderr as a pipe
 * @param {Promise<unknown>} closed resolves after the child has exited
 * @returns {Ask}
 */
export function ipcClient(child, closed) {
  /** @type {Map<number, {question: Question, resolve: (value: never) => void, reject: (error: Error) => void}>} */
  const pending = new Map();
  /** @type {Set<string>} */
  const known = new Set();
  let output = '';
  let nextId = 0;

  child.stderr?.on('data', (chunk) => {
    output = (output + chunk).slice(-4000);
  });
  child.on('message', (value) => receive(/** @type {Message} */ (value)));
  closed.then(() => {
    for (const { reject } of pending.values()) reject(ended());
    pending.clear();
  });

  /** @param {Message} message */
  function receive(message) {
    if ('names' in message) return announce(message.names);
    const { id, value, error } = message;
    const question = pending.get(id);
    pending.delete(id);
    if (error !== undefined) question?.reject(new Error(error));
    // The name of the question determines the type of the result.
    else question?.resolve(/** @type {never} */ (value));
  }

  /** @param {readonly string[]} names */
  function announce(names) {
    for (const name of names) known.add(name);
    for (const { question } of pending.values()) if (names.includes(question.name)) child.send(question);
  }

  function ended() {
    return new Error(`A measured program ended early.\n${output}`);
  }

  return (name, argument) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(ended());
      const question = { id: nextId++, name, argument };
      pending.set(question.id, { question, resolve, reject });
      if (known.has(name)) child.send(question);
    });
}

/**
 * The other end of programs/answer.mjs.
 *
 * @param {import('node:child_process').ChildProcess} child with a channel, and stderr as a pipe
 * @param {Promise<unknown>} closed when it has ended
 * @returns {(name: string, argument?: unknown) => Promise<any>} what the program answers to a question
 */
export function conversation(child, closed) {
  const open = new Map();
  const known = new Set();
  let complaints = '';
  let asked = 0;

  child.stderr.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-4000);
  });
  child.on('message', ({ names, id, value, error }) => {
    if (names) return announce(names);
    const { resolve, reject } = open.get(id);
    open.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  });
  closed.then(() => {
    for (const { reject } of open.values()) reject(ended());
    open.clear();
  });

  function announce(names) {
    for (const name of names) known.add(name);
    for (const { question } of open.values()) if (names.includes(question.name)) child.send(question);
  }

  function ended() {
    return new Error(`A measured program ended by itself.\n${complaints}`);
  }

  return (name, argument) =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(ended());
      const question = { id: asked++, name, argument };
      open.set(question.id, { question, resolve, reject });
      if (known.has(name)) child.send(question);
    });
}

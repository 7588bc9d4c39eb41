import { messageOf } from '../../errors.ts';
import { loadExtension } from './load-extension.ts';
import { type ConnectionTestOperations, connectionTestOperations } from './operations.ts';

/**
 * The process of a connection test. It has the environment that the extension's backend would have, and loads the extension's files as
 * they are now. Arguments: the extension's folder, and the folder of its UI.
 */
interface Question {
  readonly id: number;
  readonly operation: keyof ConnectionTestOperations;
  readonly about: never;
}

const [, , directory = '.', uiDirectory = 'ui'] = process.argv;
const loading = loadExtension(directory, uiDirectory, process.env).then(connectionTestOperations);
// Whoever asks first is told.
loading.catch(() => {});

process.on('message', async ({ id, operation, about }: Question) => {
  try {
    const operations = await loading;
    process.send?.({ id, value: await operations[operation](about) });
  } catch (error) {
    process.send?.({ id, error: messageOf(error) });
  }
});
process.on('disconnect', () => process.exit());

import { messageOf } from '../../errors.ts';
import { loadExtension } from './load-extension.ts';
import { type ConnectionTestOperations, connectionTestOperations } from './operations.ts';

/**
 * The connection test process. It has the environment of the extension's backend and loads the current files of the
 * extension. Arguments: the folder of the extension, and the folder of its UI.
 */
interface Question {
  readonly id: number;
  readonly operation: keyof ConnectionTestOperations;
  readonly about: never;
}

const [, , directory = '.', uiDirectory = 'ui'] = process.argv;
const loading = loadExtension(directory, uiDirectory, process.env).then(connectionTestOperations);
// Each operation reports the failure.
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

import { x } from 'tinyexec';
import { started } from './global-setup.mjs';

/** Removes the workspaces with `rm`, which is several times as fast as Node.js for hundreds of thousands of files. */
export default async function tearDown() {
  const { directory, leftBehind } = started();
  await x('rm', ['-rf', directory], { throwOnError: true });
  await leftBehind.done();
}

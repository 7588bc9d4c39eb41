import { join } from 'node:path';
import { root } from '../dev/environment.mjs';
import { fail, show } from '../dev/steps.mjs';

// `node ../../tools/ci/jest.mjs [PATTERN…]` in the folder of a package runs its tests. openid-client and oidc-provider are
// published as ES modules only, which jest reads with this flag of Node.
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = join(root, 'node_modules/jest/bin/jest.js');

show(process.execPath, [...flags, jest, ...process.argv.slice(2)]).then((code) => {
  process.exitCode = code;
}, fail);

import { prepare } from '../build/prepare.mjs';
import { environment, root } from './environment.mjs';
import { writeSignInAnimation } from './sign-in-animation.mjs';
import { fail, show } from './steps.mjs';

// `npm run pictures` writes the screenshots in docs/images, with the tests that otherwise compare them.
try {
  await prepare();
  const tests = [
    'test',
    '/(sign-in|hosts).browser',
    '--testNamePattern',
    'signs in, sees the account name|each screen',
  ];
  process.exitCode = await show('pnpm', ['--filter', '@ddext-oauth/e2e', ...tests], {
    cwd: root,
    env: { ...environment, DDEXT_PICTURES: 'make' },
  });
  writeSignInAnimation();
} catch (error) {
  fail(error);
}

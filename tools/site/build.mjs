import { build } from '@rspress/core';
import config from './rspress.config.mjs';
import { content, stage } from './stage.mjs';

// `npm run site` builds the documentation site in tools/site/dist.
await stage();
// Otherwise React renders the pages with the checks of its development build, which takes twice as long.
process.env.NODE_ENV = 'production';
await build({ config, docDirectory: content });

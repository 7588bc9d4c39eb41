import { describe, expect, test } from '@jest/globals';
import { parseModule } from '../../merge/syntax.ts';
import { resolveAddOptions } from '../options.ts';
import { readCompose } from '../reading/compose.ts';
import { withMiddleware } from './express-entry.ts';
import { withSignInService } from './node-change.ts';
import { signInModule } from './sign-in-module.ts';

const options = resolveAddOptions(
  { provider: ['github'], port: '51234' },
  { image: 'acme/things', title: 'Things' },
  () => false,
);

describe('the module with an Express app', () => {
  test('of CommonJS gets the middleware before its parsers', () => {
    const given = `const express = require("express")
const fs = require("fs")
const app = express() // the app
app.use(express.json())
`;
    expect(withMiddleware('server.js', given, { file: 'ddext-auth.cjs', modules: 'commonjs' })).toBe(
      given.replace('// the app', '// the app\napp.use(require("./ddext-auth.cjs").signIn)'),
    );
  });

  test('of ES modules imports the middleware too', () => {
    const given = `import express from 'express';\nexport const server = express();\n`;
    expect(withMiddleware('server.mjs', given, { file: 'ddext-auth.mjs', modules: 'esm' })).toBeUndefined();
    const own = `import express from 'express';\nconst server = express();\n`;
    expect(withMiddleware('server.mjs', own, { file: 'ddext-auth.mjs', modules: 'esm' })).toBe(
      "import express from 'express';\nimport { signIn } from './ddext-auth.mjs';\nconst server = express();\nserver.use(signIn);\n",
    );
  });

  test.each([
    ['with two apps', "const express = require('express');\nconst a = express();\nconst b = express();\n"],
    ['with a function of the same name', "const express = require('./mine');\nconst app = express();\n"],
    ['with a syntax error', "const express = require('express');\nconst app = express(;\n"],
  ])('%s is left as it is', (_title, given) => {
    expect(withMiddleware('server.js', given, { file: 'a.cjs', modules: 'commonjs' })).toBeUndefined();
  });
});

test.each(['commonjs', 'esm'] as const)('the module of the middleware is valid code of %s', (modules) => {
  const text = signInModule(options, modules);
  expect(() => parseModule('a.js', text)).not.toThrow();
  expect(text).toContain('port: 51234');
});

describe('the service of a backend with Express', () => {
  const given = `services:
  backend: # theirs
    image: \${DESKTOP_PLUGIN_IMAGE}
    environment:
      - A=b
`;
  test('publishes the port on 127.0.0.1, and keeps its comments', () => {
    const compose = readCompose('compose.yaml', given);
    expect(compose && withSignInService(compose, 'backend', options)).toBe(`services:
  backend: # theirs
    image: \${DESKTOP_PLUGIN_IMAGE}
    environment:
      - A=b
      - GITHUB_CLIENT_ID=
      - GITHUB_CLIENT_SECRET_FILE=/data/github-client-secret
    ports:
      - 127.0.0.1:51234:51234
    volumes:
      - ddext-data:/data
volumes:
  ddext-data: {}
`);
  });

  test('with the network of the host publishes no port', () => {
    const compose = readCompose('compose.yaml', `${given}    network_mode: host\n`);
    expect(() => compose && withSignInService(compose, 'backend', options)).toThrow(
      'Use --method tab or device.',
    );
  });
});

/** Extensions that were made without this repository, one for each kind of page: path to text. */
type Files = Readonly<Record<string, string>>;

/** The author uses pnpm, which fills it in. */
export const emptyLockfile = "lockfileVersion: '9.0'\n";

const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>\n';

function metadata(title: string): string {
  return `{
  "icon": "icon.svg",
  "ui": { "dashboard-tab": { "title": "${title}", "root": "/ui", "src": "index.html" } }
}
`;
}

function dockerfile(page: string): string {
  return `FROM scratch
LABEL com.docker.desktop.extension.api.version="0.3.0"
COPY metadata.json icon.svg /
COPY ${page} /ui
`;
}

/** Shows the author's own heading, and has a button that calls an API after a sign-in. */
const plainHtml = `<!doctype html>
<html lang="en">
<head>
  <title>Plain</title>
</head>
<body>
  <main>
    <h1>My things</h1>
    <button type="button">Who am I?</button>
    <p id="answer"></p>
  </main>
  <script src="things.js"></script>
</body>
</html>
`;

/** A page without npm packages, and no backend. */
export const plainPage: Files = {
  Makefile: 'IMAGE?=acme/plain\n',
  'README.md': '# Plain\n',
  'metadata.json': metadata('Plain'),
  'icon.svg': icon,
  'ui/index.html': plainHtml,
  'ui/things.js': `document.querySelector('button').addEventListener('click', async () => {
  const { client } = document.querySelector('ddext-sign-in');
  const response = await client.fetch('oidc', 'userinfo_endpoint');
  document.querySelector('#answer').textContent = (await response.json()).sub;
});
`,
  Dockerfile: dockerfile('ui'),
};

/**
 * A page as create-react-app 5 and `docker extension init` write it, built with its webpack 5 and TypeScript alone: react-scripts
 * has 1200 packages.
 */
export const createReactAppPage: Files = {
  Makefile: 'IMAGE?=acme/react-app\n',
  'metadata.json': metadata('React app'),
  'icon.svg': icon,
  'ui/.env': 'BROWSER=none\nPUBLIC_URL=.\n',
  'ui/package.json': `{
  "name": "ui",
  "version": "0.1.0",
  "private": true,
  "homepage": "./",
  "dependencies": {
    "@docker/extension-api-client": "^0.3.4",
    "react": "^17.0.2",
    "react-dom": "^17.0.2"
  },
  "scripts": {
    "build": "webpack && cp -r public/. build"
  },
  "devDependencies": {
    "@types/react": "^17.0.2",
    "@types/react-dom": "^17.0.2",
    "ts-loader": "^9.5.1",
    "typescript": "~4.7.4",
    "webpack": "^5.64.4",
    "webpack-cli": "^5.1.4"
  },
  "pnpm": {
    "overrides": {
      "@types/node": "^18.7.18"
    }
  }
}
`,
  'ui/pnpm-lock.yaml': emptyLockfile,
  'ui/tsconfig.json': `{
  "compilerOptions": {
    "target": "es2017",
    "lib": ["dom", "dom.iterable", "esnext"],
    "skipLibCheck": true,
    "esModuleInterop": true,
    "strict": true,
    "module": "esnext",
    "moduleResolution": "node",
    "isolatedModules": true,
    "jsx": "react-jsx" // the runtime that CRA detects
  },
  "include": ["src"]
}
`,
  'ui/webpack.config.js': `module.exports = {
  mode: 'production',
  optimization: { minimize: false },
  entry: './src/index.tsx',
  output: { path: __dirname + '/build' },
  resolve: { extensions: ['.mjs', '.js', '.ts', '.tsx'] },
  module: { strictExportPresence: true, rules: [{ test: /\\.tsx?$/, loader: 'ts-loader' }] },
};
`,
  'ui/public/index.html': `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>React app</title>
  </head>
  <body>
    <div id="root"></div>
    <script src="main.js"></script>
  </body>
</html>
`,
  'ui/src/App.tsx': `export function App() {
  return (
    <main>
      <h1>My things</h1>
    </main>
  );
}
`,
  'ui/src/index.tsx': `import React from 'react';
import ReactDOM from 'react-dom';
import { App } from './App';

ReactDOM.render(
  <React.StrictMode>
    <App />
  </React.StrictMode>,
  document.getElementById('root')
);
`,
  Dockerfile: dockerfile('ui/build'),
};

/** A page with Vite 3 and React 18 in JavaScript. esbuild compiles JSX, with \`React\` in scope. */
export const vitePage: Files = {
  Makefile: 'IMAGE?=acme/vite\n',
  'metadata.json': metadata('Vite'),
  'icon.svg': icon,
  'client/package.json': `{
  "name": "client",
  "private": true,
  "type": "module",
  "scripts": {
    "build": "vite build"
  },
  "dependencies": {
    "@docker/extension-api-client": "^0.3.4",
    "react": "^18.2.0",
    "react-dom": "^18.2.0"
  },
  "devDependencies": {
    "vite": "^3.2.11"
  }
}
`,
  'client/pnpm-lock.yaml': emptyLockfile,
  'client/vite.config.js':
    "import { defineConfig } from 'vite'\n\nexport default defineConfig({ base: './' })\n",
  'client/index.html': `<!DOCTYPE html>
<html lang="en">
  <head>
    <title>Vite</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.jsx"></script>
  </body>
</html>
`,
  'client/src/App.jsx': `import React from 'react'

export default function App() {
  return (
    <main>
      <h1>My things</h1>
    </main>
  )
}
`,
  'client/src/main.jsx': `import React from 'react'
import ReactDOM from 'react-dom/client'
import App from './App'

ReactDOM.createRoot(document.getElementById('root')).render(
  <React.StrictMode>
    <App />
  </React.StrictMode>
)
`,
  Dockerfile: dockerfile('client/dist'),
};

/** What an author writes in the component \`App\` after \`--add\`: a call of an API with the user's access token. */
export function appThatCallsAnApi(app: string): string {
  const from = app.includes("import React from 'react'") ? "import React from 'react'\n" : '';
  return `${from}import { useAuth } from '@ddext-oauth/auth/react';
import { useState } from 'react';

${app.includes('export default') ? 'export default ' : 'export '}function App() {
  const { fetch } = useAuth();
  const [answer, setAnswer] = useState('');
  const ask = async () => {
    const response = await fetch('oidc', 'userinfo_endpoint');
    setAnswer((await response.json()).sub);
  };
  return (
    <main>
      <h1>My things</h1>
      <button type="button" onClick={() => void ask()}>
        Who am I?
      </button>
      <p id="answer">{answer}</p>
    </main>
  );
}
`;
}

/** Small repositories of existing extensions, one of each kind: path to text. */
type Files = Readonly<Record<string, string>>;

const labels = `LABEL org.opencontainers.image.title="Things" \\
    org.opencontainers.image.vendor="Acme" \\
    com.docker.desktop.extension.api.version="0.3.0" # a bare version
`.replace(' # a bare version', '');

function metadata(vm: string, root = 'ui'): string {
  return `{
  "icon": "docker.svg",${vm}
  "ui": {
    "dashboard-tab": {
      "title": "Things",
      "src": "index.html",
      "root": "${root}"
    }
  }
}
`;
}

const makefile =
  'IMAGE?=acme/things\nTAG?=latest\n\nbuild-extension:\n\tdocker build --tag=$(IMAGE):$(TAG) .\n';

/** As \`docker extension init\` writes it: create-react-app with React 17 and TypeScript 4.8. */
const reactPage: Files = {
  'ui/package.json': `{
  "name": "ui",
  "private": true,
  "dependencies": {
    "@docker/docker-mui-theme": "<0.1.0",
    "@docker/extension-api-client": "0.3.3",
    "@mui/material": "5.10.8",
    "react": "^17.0.2",
    "react-dom": "^17.0.2",
    "react-scripts": "5.0.1"
  },
  "devDependencies": {
    "typescript": "^4.8.3"
  }
}
`,
  'ui/tsconfig.json':
    '{\n  // as create-react-app writes it\n  "compilerOptions": { "jsx": "react-jsx", "moduleResolution": "node" },\n}\n',
  'ui/public/index.html':
    '<!doctype html>\n<html lang="en">\n  <body>\n    <div id="root"></div>\n  </body>\n</html>\n',
  'ui/src/App.tsx': 'export function App() {\n  return <p>Things</p>;\n}\n',
  'ui/src/main.tsx': `import React from "react";
import ReactDOM from "react-dom";
import CssBaseline from "@mui/material/CssBaseline";
import { DockerMuiThemeProvider } from "@docker/docker-mui-theme";

import { App } from './App';

ReactDOM.render(
  <React.StrictMode>
    <DockerMuiThemeProvider>
      <CssBaseline />
      <App />
    </DockerMuiThemeProvider>
  </React.StrictMode>,
  document.getElementById("root")
);
`,
};

const clientStage = `FROM --platform=$BUILDPLATFORM node:18.12-alpine3.16 AS client-builder
WORKDIR /ui
# cache packages in layer
COPY ui/package.json /ui/package.json
COPY ui/package-lock.json /ui/package-lock.json
RUN npm ci
# install
COPY ui /ui
RUN npm run build
`;

/** A backend in Go behind a compose file, whose socket is an argument in the Dockerfile. */
export const goExtension: Files = {
  ...reactPage,
  Makefile: makefile,
  'README.md': '# Things\n\nAn extension.\n',
  'metadata.json': metadata(
    '\n  "vm": {\n    "composefile": "docker-compose.yaml",\n    "exposes": {\n      "socket": "backend.sock"\n    }\n  },',
  ),
  'vm/docker-compose.yaml': `services:
  # the backend
  things:
    image: \${DESKTOP_PLUGIN_IMAGE}
    volumes:
      - things:/things # theirs
    restart: always

volumes:
  things:
`,
  'vm/main.go':
    'package main\n\nfunc main() {\n\tflag.StringVar(&socketPath, "socket", "/run/guest-services/backend.sock", "socket")\n}\n',
  Dockerfile: `# syntax=docker/dockerfile:1.4
FROM golang:1.19-alpine AS builder
WORKDIR /backend
COPY vm/. .
RUN go build -trimpath -o bin/service

${clientStage}
FROM alpine
${labels}
COPY --from=builder /backend/bin/service /
COPY vm/docker-compose.yaml .
COPY metadata.json .
COPY docker.svg .
COPY --from=client-builder /ui/build ui
CMD /service -socket /run/guest-services/backend.sock
`,
};

/** A backend with Express 4 in CommonJS, and a page with Vite and React 18. */
export const expressExtension: Files = {
  Makefile: makefile,
  'metadata.json': metadata(
    '\n  "vm": { "composefile": "docker-compose.yaml", "exposes": { "socket": "things.sock" } },',
  ),
  'docker-compose.yaml': `services:\n  backend:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n`,
  'backend/package.json':
    '{\n  "name": "backend",\n  "main": "server.js",\n  "scripts": {\n    "start": "node server.js"\n  },\n  "dependencies": {\n    "express": "^4.18.2"\n  }\n}\n',
  'backend/server.js': `'use strict';
const express = require('express');

const app = express();
app.use(express.json());
app.get('/things', (request, response) => response.json([1]));
app.listen('/run/guest-services/things.sock');
`,
  'client/package.json':
    '{\n  "type": "module",\n  "dependencies": {\n    "@docker/extension-api-client": "^0.3.4",\n    "react": "^18.2.0",\n    "react-dom": "^18.2.0"\n  },\n  "devDependencies": {\n    "@vitejs/plugin-react": "^3.0.0",\n    "vite": "^4.0.0"\n  }\n}\n',
  'client/index.html': '<html>\n<body>\n  <div id="root"></div>\n</body>\n</html>\n',
  'client/src/App.jsx': 'export default function App() {\n  return null\n}\n',
  'client/src/main.jsx':
    "import { createRoot } from 'react-dom/client'\nimport App from './App'\n\ncreateRoot(document.getElementById('root')).render(<App />)\n",
  Dockerfile: `FROM node:18-alpine AS client
WORKDIR /client
COPY client .
RUN npm install && npm run build

FROM node:22-alpine
${labels}
WORKDIR /app
COPY backend/package*.json ./
RUN npm install --omit=dev
COPY backend/ .
COPY metadata.json docker-compose.yaml docker.svg /
COPY --from=client /client/dist /ui
CMD ["node", "server.js"]
`,
};

/** A page without npm packages, and services that it does not call. It runs a command in the first of them. */
export const plainExtension: Files = {
  'metadata.json': metadata('\n    "vm": {\n        "composefile": "compose.yaml"\n    },', 'page'),
  'compose.yaml':
    'services:\n  database:\n    image: postgres:16\n    environment: { POSTGRES_PASSWORD: x } # local\n',
  'page/index.html': '<!doctype html>\r\n<body>\r\n  <script src="app.js"></script>\r\n</body>\r\n',
  'page/app.js': "ddClient.extension.vm.cli.exec('psql', []);\n",
  'README.md': 'Install: `docker extension install acme/plain:1`',
  Dockerfile: `FROM scratch\n${labels}COPY metadata.json compose.yaml docker.svg /\nCOPY page page\n`,
};

/** Angular, and no VM. */
export const angularExtension: Files = {
  'package.json': '{ "scripts": { "build-extension": "docker build -t acme/angular ." } }\n',
  'metadata.json': metadata(''),
  'ui/package.json': '{ "dependencies": { "@angular/core": "^15.0.0", "typescript": "~4.8.0" } }\n',
  'ui/src/index.html': '<!doctype html>\n<html>\n<body>\n\t<app-root></app-root>\n</body>\n</html>\n',
  'ui/src/main.ts': "import { platformBrowserDynamic } from '@angular/platform-browser-dynamic';\n",
  Dockerfile: `FROM node:20 AS ui\nWORKDIR /ui\nCOPY ui .\nRUN npm ci && npm run build\nFROM scratch\n${labels}COPY metadata.json docker.svg /\nCOPY --from=ui /ui/dist /ui\n`,
};

/** create-react-app with React 17, and no VM. */
export const craExtension: Files = {
  ...reactPage,
  Makefile: makefile,
  'metadata.json': metadata(''),
  Dockerfile: `${clientStage}FROM scratch\n${labels}COPY metadata.json docker.svg /\nCOPY --from=client-builder /ui/build ui\n`,
};

/** A backend in `vm.image`. */
export const imageExtension: Files = {
  ...craExtension,
  'metadata.json': metadata(
    `\n  "vm": {\n    "image": "\${DESKTOP_PLUGIN_IMAGE}",\n    "exposes": { "socket": "a.sock" }\n  },`,
  ),
  Dockerfile: `${String(craExtension.Dockerfile)}ENTRYPOINT ["/service", "--socket=/run/guest-services/a.sock"]\n`,
};

/** Every repository, by its kind. */
export const existingExtensions: Readonly<Record<string, Files>> = {
  'Go with a compose file': goExtension,
  'Express 4 in CommonJS': expressExtension,
  'a plain page with services': plainExtension,
  'Angular without a VM': angularExtension,
  'create-react-app without a VM': craExtension,
  'a backend in vm.image': imageExtension,
};

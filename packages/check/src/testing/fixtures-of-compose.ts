import { type Fixture, inCompose, withBackend } from './fixture.ts';
import type { Files } from './workspaces.ts';

const backend = (settings: string) => `services:\n  backend:\n    ${settings}\n`;
const own = `image: \${DESKTOP_PLUGIN_IMAGE}`;

const generated = (files: Files) => ({ 'ddext-oauth.json': '{}', ...files });
const composed = (content: string) => ({ 'metadata.json': withBackend, 'compose.yaml': content });

const publishing = (port: string) => ({
  'metadata.json': '{"vm":{"composefile":"compose.yaml"}}',
  'compose.yaml': backend(`ports: ["127.0.0.1:${port}"]`),
  'auth/src/extension.ts': "export const extension = { strategy: 'backend-callback', port: 50000 };",
});

export const composeFixtures: Readonly<Record<string, Fixture>> = {
  'compose-first-service': inCompose(backend(own), `services:\n  db: {}\n  backend:\n    ${own}\n`, 2),
  'compose-folder': {
    passing: { files: generated({ 'metadata.json': '{"vm":{"composefile":"vm/compose.yaml"}}' }) },
    failing: { files: generated({ 'metadata.json': '{"vm":{\n"composefile":"/vm/../compose.yaml"}}' }) },
    places: ['metadata.json:2'],
  },
  'compose-image': {
    passing: {
      files: generated(composed(`services:\n  backend:\n    ${own}\n  db:\n    image: postgres\n`)),
    },
    failing: {
      files: generated(
        composed(
          `services:\n  backend:\n    image: $DESKTOP_PLUGIN_IMAGE\n  db:\n    image: \${DESKTOP_PLUGIN_IMAGE:-a}-db\n`,
        ),
      ),
    },
    places: ['compose.yaml:3', 'compose.yaml:5'],
  },
  'compose-loopback': inCompose(
    backend('ports: [{ host_ip: 127.0.0.1, published: 1024, target: 1024 }, "127.0.0.1:1025:1025"]'),
    backend(
      'network_mode: host\n    ports:\n      - 1024:1024\n      - "0.0.0.0:1025:1025/tcp"\n      - target: 1026',
    ),
    3,
    5,
    6,
    7,
  ),
  'compose-volumes': inCompose(
    `${backend('volumes: ["data:/data", { type: tmpfs, target: /tmp }]')}volumes: { data: }\n`,
    backend(
      `volumes:\n      - /data\n      - ../home:/home\n      - other:/other\n      - { type: bind, source: /etc, target: /e }\n      - \${S:-/var/run/docker.sock}:/var/run/docker.sock`,
    ),
    4,
    5,
    6,
    7,
  ),
  'compose-container-name': inCompose(backend('user: node'), backend('container_name: one'), 3),
  'compose-privileged': inCompose(
    backend('privileged: false'),
    backend('pid: host\n    cap_add: [SYS_ADMIN]\n    ipc: host'),
    3,
    4,
    5,
  ),
  'compose-secrets': inCompose(
    backend('environment: { A_CLIENT_ID: a, A_CLIENT_SECRET: "", A_CLIENT_SECRET_FILE: /data/a }'),
    backend('environment:\n      - A=b\n      - A_CLIENT_SECRET=c'),
    5,
  ),
  'redirect-port': {
    passing: { files: publishing('50000:50000') },
    failing: { files: publishing('50001:50000') },
    places: ['compose.yaml:3'],
  },
};

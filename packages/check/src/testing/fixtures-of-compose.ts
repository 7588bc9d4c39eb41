import { type Fixture, inCompose, inFile, withBackend } from './fixture.ts';

const backend = (settings: string) => `services:\n  backend:\n    ${settings}\n`;
const own = `image: \${DESKTOP_PLUGIN_IMAGE}`;

const publishing = (port: string) => ({
  'metadata.json': '{"vm":{"composefile":"compose.yaml"}}',
  'compose.yaml': backend(`ports: ["127.0.0.1:${port}"]`),
  'auth/src/extension.ts': "export const extension = { strategy: 'backend-callback', port: 50000 };",
});

const developing = (environment: string, ofImage: string) => ({
  'metadata.json': withBackend,
  Dockerfile: `FROM node\nENV ${ofImage}\n`,
  'compose.yaml': backend(`environment: ${environment}`),
});

export const composeFixtures: Readonly<Record<string, Fixture>> = {
  'compose-first-service': inCompose(backend(own), `services:\n  db: {}\n  backend:\n    ${own}\n`, 2),
  'compose-folder': inFile(
    'metadata.json',
    '{"vm":{"composefile":"vm/compose.yaml"}}',
    '{"vm":{\n"image":"a/b",\n"composefile":"/vm/../compose.yaml"}}',
    2,
    3,
  ),
  'compose-image': inCompose(
    `services:\n  backend:\n    ${own}\n  db:\n    image: postgres\n`,
    `services:\n  backend:\n    image: $DESKTOP_PLUGIN_IMAGE\n  db:\n    image: \${DESKTOP_PLUGIN_IMAGE:-a}-db\n`,
    3,
    5,
  ),
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
  'compose-guest-services': inCompose(
    backend('volumes: ["data:/data", { type: tmpfs, target: /run }]'),
    backend(
      'volumes:\n      - data:/data\n      - sockets:/run/guest-services\n      - { type: tmpfs, target: /run/guest-services/a }',
    ),
    5,
    6,
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
  'development-settings': {
    passing: {
      files: developing(
        `{ DDEXT_SIMULATOR_ISSUER: "", DDEXT_SIMULATOR_CLIENT_ID: \${CLIENT_ID}, DDEXT_INSECURE_LOOPBACK_ISSUER: "0" }`,
        'DDEXT_SOCKET=/a DDEXT_INSECURE_LOOPBACK_ISSUER=',
      ),
    },
    failing: {
      files: developing(
        `\n      - DDEXT_SIMULATOR_ISSUER=\${ISSUER:-http://127.0.0.1:50001}\n      - DDEXT_INSECURE_LOOPBACK_ISSUER=1`,
        'A=b \\\n  DDEXT_SIMULATOR_CLIENT_ID=simulator',
      ),
    },
    places: ['Dockerfile:3', 'compose.yaml:4', 'compose.yaml:5'],
  },
  'redirect-port': {
    passing: { files: publishing('50000:50000') },
    failing: { files: publishing('50001:50000') },
    places: ['compose.yaml:3'],
  },
};

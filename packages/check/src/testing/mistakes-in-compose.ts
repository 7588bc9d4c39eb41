import type { Mistake } from './mistakes.ts';

const file = 'compose.yaml';

export const composeMistakes: readonly Mistake[] = [
  {
    mistake: 'the compose file is indented with a tab',
    ...{ file, replace: '    user: root', by: '\tuser: root' },
    rules: ['files-readable'],
  },
  {
    mistake: 'the port is published on every interface',
    ...{ file, replace: '- 127.0.0.1:', by: '- ' },
    rules: ['compose-loopback'],
  },
  {
    mistake: 'the backend shares the network of its host',
    ...{ file, replace: '    user: root', by: '    network_mode: host\n    user: root' },
    rules: ['compose-loopback'],
  },
  {
    mistake: 'the published port is not that of the redirect URI',
    ...{ file, replace: /127\.0\.0\.1:\d+:\d+/, by: '127.0.0.1:9000:9000' },
    rules: ['redirect-port'],
  },
  {
    mistake: 'a port is published although the browser returns to the tab',
    variant: 'tab',
    ...{ file, replace: '    user: root', by: '    user: root\n    ports: ["127.0.0.1:9000:9000"]' },
    rules: ['redirect-port'],
  },
  {
    mistake: 'the accounts are in an anonymous volume',
    ...{ file, replace: '- auth-data:/data', by: '- /data' },
    rules: ['compose-volumes'],
  },
  {
    mistake: 'the accounts are in a folder of the host',
    ...{ file, replace: '- auth-data:/data', by: '- ./data:/data' },
    rules: ['compose-volumes'],
  },
  {
    mistake: 'the volume is not declared',
    ...{ file, replace: /volumes:\n {2}auth-data: {}\n/, by: '' },
    rules: ['compose-volumes'],
  },
  {
    mistake: 'the accounts are not in a volume',
    ...{ file, replace: /volumes:\n.*- auth-data:\/data\n/, by: 'labels: {}\n' },
    rules: ['compose-volumes'],
  },
  {
    mistake: 'the folder of the socket is a volume',
    ...{ file, replace: '- auth-data:/data', by: '- auth-data:/data\n      - auth-data:/run/guest-services' },
    rules: ['compose-guest-services'],
  },
  {
    mistake: 'the container has a fixed name',
    ...{ file, replace: '    user: root', by: '    container_name: backend\n    user: root' },
    rules: ['compose-container-name'],
  },
  {
    mistake: 'the container is privileged',
    ...{ file, replace: '    user: root', by: '    privileged: true\n    user: root' },
    rules: ['compose-privileged'],
  },
  {
    mistake: 'a database is the first service, before the backend',
    ...{
      file,
      replace: 'services:\n',
      by: 'services:\n  database:\n    image: postgres:17\n    volumes: ["auth-data:/data"]\n',
    },
    rules: ['compose-first-service', 'redirect-port'],
  },
  {
    mistake: 'the backend has an image with a fixed version',
    ...{ file, replace: /\$\{DESKTOP_PLUGIN_IMAGE\}/, by: 'acme/hello:1.0.0' },
    rules: ['compose-first-service'],
  },
  {
    mistake: 'the client secret is in the compose file',
    ...{ file, replace: /GITHUB_CLIENT_SECRET_FILE: .*/, by: 'GITHUB_CLIENT_SECRET: not-a-good-place' },
    rules: ['compose-secrets'],
  },
  {
    mistake: "the service signs in at the simulator's test identity provider",
    ...{
      file,
      replace: /GITHUB_CLIENT_SECRET_FILE: .*/,
      by: 'DDEXT_SIMULATOR_ISSUER: http://127.0.0.1:50001\n      DDEXT_SIMULATOR_CLIENT_ID: simulator',
    },
    rules: ['development-settings'],
  },
];

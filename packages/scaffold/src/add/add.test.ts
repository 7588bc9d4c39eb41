import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseModule } from '../merge/syntax.ts';
import {
  angularExtension,
  craExtension,
  existingExtensions,
  expressExtension,
  goExtension,
  imageExtension,
  plainExtension,
} from '../testing/existing-extensions.ts';
import { planAddition } from './add.ts';
import type { RawAddOptions } from './options.ts';
import { repositoryOf, withChanges } from './reading/repository.ts';
import { planRemoval } from './remove.ts';

const packages = {
  auth: { name: '@ddext-oauth/auth', range: '^1.2.3' },
  providers: { name: '@ddext-oauth/providers', range: '^1.2.3' },
  gateway: { name: '@ddext-oauth/gateway', range: '^1.2.3' },
};
const element = '/* the element */\n';

type Files = Readonly<Record<string, string>>;

function add(files: Files, options: RawAddOptions = {}) {
  const repository = repositoryOf(new Map(Object.entries(files)));
  const raw = { provider: ['github'], ...options };
  const addition = planAddition({ repository, raw, packages, element });
  const result = withChanges(repository, addition.changes);
  return { repository, raw, addition, result, text: (path: string) => result.read(path) ?? '' };
}

const API_VERSION = 'com.docker.desktop.extension.api.version="0.3.0"';
/** The lines of each repository that the addition changes, besides the label. */
const changedLines: Readonly<Record<string, readonly string[]>> = {
  'Go with a compose file': ['CMD /service -socket /run/guest-services/backend.sock', '<App />'],
  'Express 4 in CommonJS': ["createRoot(document.getElementById('root')).render(<App />)"],
  // A comma.
  'a plain page with services': ['"composefile": "compose.yaml"'],
  'create-react-app without a VM': ['<App />'],
  'a backend in vm.image': [
    'ENTRYPOINT ["/service", "--socket=/run/guest-services/a.sock"]',
    `"image": "\${DESKTOP_PLUGIN_IMAGE}",`,
    '<App />',
  ],
};

/** An edit of the author far from what is added. */
function editOf(path: string, text: string): readonly (readonly [string, string])[] {
  if (path.endsWith('Dockerfile'))
    return [[path, text.replace(/^(?=COPY [^-][^\n]*metadata\.json)/m, '# mine\n')]];
  if (path === 'metadata.json') return [[path, text.replace('"title": "Things"', '"title": "Mine"')]];
  if (/package\.json$/.test(path) && text.includes('"dependencies"'))
    return [[path, text.replace('"dependencies": {', '"dependencies": {\n    "a-mine": "1",')]];
  if (/\.ya?ml$/.test(path) && text.includes('image: postgres'))
    return [[path, text.replace('image: postgres:16', 'image: postgres:17')]];
  if (path === 'README.md') return [[path, `# Mine\n\n${text}`]];
  return [];
}

describe.each(Object.entries(existingExtensions))('sign-in in %s', (kind, files) => {
  test('is the same after a second run', () => {
    const { result, raw } = add(files);
    expect(planAddition({ repository: result, raw, packages, element }).changes.size).toBe(0);
    expect(planAddition({ repository: result, raw: {}, packages, element }).changes.size).toBe(0);
  });

  test('is removed without a trace, also after a change of its method', () => {
    const { repository, result, raw } = add(files);
    const all = (of: typeof result) => Object.fromEntries(of.paths.map((path) => [path, of.read(path)]));
    expect(all(withChanges(result, planRemoval(result)))).toEqual(all(repository));
    const other = { ...raw, method: 'device' };
    const changed = withChanges(
      result,
      planAddition({ repository: result, raw: other, packages, element }).changes,
    );
    expect(all(changed)).toEqual(all(add(files, other).result));
    expect(all(withChanges(changed, planRemoval(changed)))).toEqual(all(repository));
  });

  test('keeps each line that it does not change', () => {
    const { repository, text } = add(files);
    const lost = repository.paths.flatMap((path) => {
      const now = new Set(text(path).split('\n'));
      return (repository.read(path) ?? '').split('\n').filter((line) => !now.has(line));
    });
    expect(lost.map((line) => line.trim()).sort()).toEqual(
      [API_VERSION, ...(changedLines[kind] ?? [])].sort(),
    );
  });

  test('keeps the values that the author fills in through a change of its method, and is then removed without a trace', () => {
    const { repository, result, raw } = add(files);
    const path =
      result.paths.find((each) => /\.ya?ml$/.test(each) && result.read(each)?.includes('GITHUB_CLIENT_ID')) ??
      '';
    const fill = (text: string) => text.replace(/(GITHUB_CLIENT_ID(?:=|: ))(?:"")?$/m, '$1Iv1.mine');
    const filled = withChanges(result, new Map([[path, fill(result.read(path) ?? '')]]));
    expect(filled.read(path)).toContain('Iv1.mine');
    const request = { repository: filled, raw: { ...raw, method: 'device' }, packages, element };
    const changed = withChanges(filled, planAddition(request).changes);
    expect(changed.read(path)).toContain('Iv1.mine');
    const back = withChanges(changed, planRemoval(changed));
    for (const each of repository.paths)
      expect([each, back.read(each)]).toEqual([each, repository.read(each)]);
  });

  test('is removed from files with edits elsewhere, which stay', () => {
    const { repository, result } = add(files);
    const [edited, expected] = [result, repository].map((each) =>
      withChanges(each, new Map(each.paths.flatMap((path) => editOf(path, each.read(path) ?? '')))),
    ) as [typeof result, typeof result];
    const back = withChanges(edited, planRemoval(edited));
    for (const path of expected.paths) expect([path, back.read(path)]).toEqual([path, expected.read(path)]);
    expect(back.paths).toEqual(expected.paths);
  });

  test('is removed from files with CRLF and edits beside what was added, which stay', () => {
    const windows = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        text.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r'),
      ]),
    );
    const { repository, result } = add(windows);
    const edit = (path: string, text: string) =>
      /\.ya?ml$|Dockerfile$/.test(path)
        ? `${text.replace('vendor="Acme"', 'vendor="Mine"')}# mine\r\n`
        : text;
    const [edited, expected] = [result, repository].map((each) =>
      withChanges(
        each,
        new Map(Object.keys(windows).map((path) => [path, edit(path, each.read(path) ?? '')])),
      ),
    ) as [typeof result, typeof result];
    const back = withChanges(edited, planRemoval(edited));
    for (const path of expected.paths) expect([path, back.read(path)]).toEqual([path, expected.read(path)]);
  });

  test('never changes Go', () => {
    const { addition } = add(files);
    expect([...addition.changes.keys()].filter((path) => /\.(go|rs|ml)$|go\.(mod|sum)$/.test(path))).toEqual(
      [],
    );
  });
});

describe('a backend in Go', () => {
  test('is behind the gateway, with its socket in a volume that both share', () => {
    const { text, addition } = add(goExtension);
    expect(addition.extensionClass).toBe('server');
    const { services, volumes } = parse(text('vm/docker-compose.yaml'));
    expect(Object.keys(services)).toEqual(['ddext-gateway', 'things']);
    expect(services.things.volumes).toEqual(['things:/things', 'ddext-inner:/run/ddext']);
    expect(services['ddext-gateway']).toMatchObject({
      image: `\${DESKTOP_PLUGIN_IMAGE}`,
      user: '0',
      cap_drop: ['ALL'],
      volumes: ['ddext-data:/data', 'ddext-inner:/run/ddext'],
      environment: {
        DDEXT_EXTENSION_ID: 'acme/things',
        DDEXT_SOCKET: '/run/guest-services/backend.sock',
        DDEXT_FORWARD_TO: '/run/ddext/backend.sock',
        GITHUB_CLIENT_ID: '',
      },
    });
    expect(volumes).toEqual({
      things: null,
      'ddext-data': {},
      'ddext-inner': { driver_opts: { type: 'tmpfs', device: 'tmpfs' } },
    });
    expect(text('Dockerfile')).toContain('\nCMD /service -socket /run/ddext/backend.sock\n');
    expect(text('Dockerfile')).toContain(
      'api.version=">= 0.3.0" \\\n    com.docker.extension.account-info="required"\n',
    );
    expect(text('metadata.json')).toBe(goExtension['metadata.json']);
  });

  test('has a React component around its page', () => {
    const { text } = add(goExtension);
    expect(text('ui/src/main.tsx')).toContain('<SignIn><App /></SignIn>');
    expect(text('ui/src/SignIn.tsx')).toContain('extensionId="acme/things"');
    expect(JSON.parse(text('ui/package.json')).dependencies['@ddext-oauth/auth']).toBe('^1.2.3');
  });

  test('whose socket is set in code only is refused, with the option to add', () => {
    const files = {
      ...goExtension,
      Dockerfile: String(goExtension.Dockerfile).replace(' -socket /run/guest-services/backend.sock', ''),
    };
    expect(() => add(files)).toThrow(
      'Add -socket /run/guest-services/backend.sock to the command in Dockerfile',
    );
    const { text } = add(files, { keepSocketPath: true });
    expect(parse(text('vm/docker-compose.yaml')).services.things.volumes).toContain(
      'ddext-inner:/run/guest-services',
    );
  });

  test('whose socket is set in the compose file is changed there', () => {
    const files = {
      ...goExtension,
      'vm/docker-compose.yaml': String(goExtension['vm/docker-compose.yaml']).replace(
        '    restart',
        '    command: ["/service", "-socket", "/run/guest-services/backend.sock"]\n    restart',
      ),
    };
    const { text } = add(files);
    expect(text('vm/docker-compose.yaml')).toContain(
      'command: ["/service", "-socket", "/run/ddext/backend.sock"]\n',
    );
    expect(text('Dockerfile')).toContain('-socket /run/guest-services/backend.sock');
  });

  test.each([
    [
      'in a script',
      { 'vm/start.sh': '#!/bin/sh\nexec /service -socket /run/guest-services/backend.sock\n' },
      '',
    ],
    [
      'in a here-document',
      {},
      "COPY <<'EOF' /start.sh\nexec /service -socket /run/guest-services/backend.sock\nEOF\n",
    ],
  ])('whose socket is set %s is changed there', (_place, script, document) => {
    const cmd = 'CMD /service -socket /run/guest-services/backend.sock\n';
    const Dockerfile = String(goExtension.Dockerfile).replace(cmd, `${document}CMD ["/start.sh"]\n`);
    const { text, result, repository } = add({ ...goExtension, ...script, Dockerfile });
    const changed = `${text('vm/start.sh')}${text('Dockerfile')}`;
    expect(changed).toContain('exec /service -socket /run/ddext/backend.sock\n');
    expect(changed).not.toContain('/run/guest-services');
    const back = withChanges(result, planRemoval(result));
    expect(['vm/start.sh', 'Dockerfile'].map(back.read)).toEqual(
      ['vm/start.sh', 'Dockerfile'].map(repository.read),
    );
  });

  test('in a folder whose .dockerignore lists files is told to list the new ones', () => {
    const inFolder = Object.fromEntries(
      Object.entries({ ...goExtension, '.dockerignore': '**/*\n!vm\n' }).map(([path, text]) => [
        `a/${path}`,
        text,
      ]),
    );
    expect(add(inFolder).addition.nextSteps).toContain(
      '.dockerignore leaves out all files but the listed ones: list the new files.',
    );
    expect(add(goExtension).addition.nextSteps.join()).not.toContain('.dockerignore');
  });

  test('with a README in another case gets its section', () => {
    const { 'README.md': readme = '', ...files } = goExtension;
    expect(add({ ...files, 'Readme.md': readme }).text('Readme.md')).toContain('## Sign-in');
  });

  test('with a SignIn component of its own gets another name, and is refused if both are taken', () => {
    const taken = { ...goExtension, 'ui/src/SignIn.tsx': 'export const SignIn = 1;\n' };
    const { text } = add(taken);
    expect(text('ui/src/DdextSignIn.tsx')).toContain('export function DdextSignIn(');
    expect(text('ui/src/SignIn.tsx')).toBe(taken['ui/src/SignIn.tsx']);
    expect(() => add({ ...taken, 'ui/src/DdextSignIn.tsx': 'export const a = 1;\n' })).toThrow(
      'ui/src/DdextSignIn.tsx cannot be changed: it exists',
    );
  });

  test('with a README that is not UTF-8 text keeps it, and is refused if another file to change is not', () => {
    const addWithout = (files: Files, unread: string) => {
      const { paths, read } = repositoryOf(new Map(Object.entries(files)));
      const repository = { paths, read: (path: string) => (path === unread ? undefined : read(path)) };
      return planAddition({ repository, raw: { provider: ['github'] }, packages, element }).changes;
    };
    expect(addWithout(goExtension, 'README.md').has('README.md')).toBe(false);
    expect(() => addWithout(angularExtension, 'ui/src/main.ts')).toThrow(
      'ui/src/main.ts cannot be changed: it is not UTF-8 text',
    );
  });

  test('with a route at /auth gets another prefix, and refuses that one', () => {
    const files = {
      ...goExtension,
      'vm/main.go': `${goExtension['vm/main.go']}// router.GET("/auth/login", login)\n`,
    };
    const { text, addition } = add(files);
    expect(addition.options?.prefix).toBe('/ddext-auth');
    expect(text('ui/src/SignIn.tsx')).toContain('prefix="/ddext-auth"');
    expect(() => add(files, { prefix: '/auth' })).toThrow('The extension has a route of its own at /auth');
  });

  test('of a page with yarn 1 and an old Node.js has an element, which needs no package', () => {
    const { text, result } = add({ ...goExtension, 'ui/yarn.lock': '# yarn lockfile v1\n' });
    expect(text('ui/public/index.html')).toContain(
      '    <ddext-sign-in extension-id="acme/things"></ddext-sign-in><script src="./ddext-sign-in.js"></script>\n',
    );
    expect(result.read('ui/public/ddext-sign-in.js')).toBe(element);
    expect(text('ui/package.json')).toBe(goExtension['ui/package.json']);
  });
});

describe('a backend with Express', () => {
  test('gets the sign-in in its process', () => {
    const { text, addition } = add(expressExtension);
    expect(addition.extensionClass).toBe('node');
    expect(text('backend/server.js')).toContain(
      "const app = express();\napp.use(require('./ddext-auth.cjs').signIn);\napp.use(express.json());",
    );
    expect(JSON.parse(text('backend/package.json')).dependencies).toEqual({
      '@ddext-oauth/auth': '^1.2.3',
      express: '^4.18.2',
    });
    expect(parse(text('docker-compose.yaml'))).toEqual({
      services: {
        backend: {
          image: `\${DESKTOP_PLUGIN_IMAGE}`,
          ports: [`127.0.0.1:${addition.options?.port}:${addition.options?.port}`],
          volumes: ['ddext-data:/data'],
          environment: { GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET_FILE: '/data/github-client-secret' },
        },
      },
      volumes: { 'ddext-data': {} },
    });
    expect(text('Dockerfile')).not.toContain('gateway');
    expect(text('client/src/main.jsx')).toContain("import { SignIn } from './SignIn'\n");
  });

  test('on an old Node.js is behind the gateway, and its module listens elsewhere', () => {
    const { text, addition } = add({
      ...expressExtension,
      Dockerfile: String(expressExtension.Dockerfile).replace('node:22', 'node:16'),
    });
    expect(addition.decisions[0]).toContain('the gateway is in front of');
    expect(text('backend/server.js')).toContain("app.listen('/run/ddext/things.sock');");
    expect(text('Dockerfile')).toContain('AS ddext-gateway');
  });
});

test('a backend with Express that does not run as root is behind the gateway, and is told about its socket', () => {
  const Dockerfile = String(expressExtension.Dockerfile).replace('CMD', 'USER node\nCMD');
  const { addition } = add({ ...expressExtension, Dockerfile });
  expect(addition.decisions[0]).toContain('the gateway is in front of');
  expect(addition.nextSteps.join()).toContain('The backend runs as node');
});

describe('an extension without a backend', () => {
  test('whose page executes in the first service has the gateway behind it, with the mount', () => {
    const { text, addition } = add(plainExtension);
    expect(addition.extensionClass).toBe('no-server');
    const { services } = parse(text('compose.yaml'));
    expect(Object.keys(services)).toEqual(['database', 'ddext-gateway']);
    expect(services['ddext-gateway'].volumes).toContain('/run/guest-services:/run/guest-services');
    expect(JSON.parse(text('metadata.json')).vm).toEqual({
      composefile: 'compose.yaml',
      exposes: { socket: 'ddext-gateway.sock' },
    });
    expect(addition.decisions.join()).toContain('This was not tried in a real Docker Desktop.');
    expect(text('page/index.html')).toContain(
      '</ddext-sign-in><script src="./ddext-sign-in.js"></script>\r\n  <script src="app.js">',
    );
  });

  test('and without a VM has the gateway as its only service', () => {
    const { text, addition } = add(craExtension);
    expect(addition.extensionClass).toBe('no-vm');
    expect(Object.keys(parse(text('compose.yaml')).services)).toEqual(['ddext-gateway']);
    expect(JSON.parse(text('metadata.json')).vm).toEqual({
      composefile: 'vm/compose.yaml',
      exposes: { socket: 'ddext-gateway.sock' },
    });
    expect(text('Dockerfile')).toContain('COPY compose.yaml /vm/compose.yaml\n');
  });

  test('and with Angular has the element in its page', () => {
    const { text } = add(angularExtension);
    expect(text('ui/src/main.ts')).toMatch(/;\nimport '\.\/ddext-sign-in\.js';\n$/);
    expect(text('ui/src/index.html')).toContain(
      '\t<ddext-sign-in extension-id="acme/angular"></ddext-sign-in>\n\t<app-root>',
    );
  });
});

describe('an extension that has sign-in already', () => {
  test('from create-ddext-oauth is refused', () => {
    expect(() => add({ ...goExtension, 'ddext-oauth.json': '{}' })).toThrow(
      'create-ddext-oauth generated this extension with sign-in.',
    );
  });

  test('with a gateway that is not recorded is refused', () => {
    const { result } = add(goExtension);
    const files = Object.fromEntries(result.paths.map((path) => [path, result.read(path) ?? '']));
    const { '.ddext-oauth/add.json': _record, ...others } = files;
    expect(() => add(others)).toThrow('it has a service ddext-gateway already');
  });
});

test('a backend in the network of the host is behind a gateway in a network of its own', () => {
  const compose = String(goExtension['vm/docker-compose.yaml']).replace(
    'restart',
    'network_mode: host\n    restart',
  );
  const { addition, text } = add({ ...goExtension, 'vm/docker-compose.yaml': compose });
  expect(addition.decisions.join()).toContain('The backend has the network of the host.');
  const { services } = parse(text('vm/docker-compose.yaml'));
  expect(services.things.network_mode).toBe('host');
  expect(services['ddext-gateway'].network_mode).toBeUndefined();
});

describe('the exchange in the page', () => {
  test('needs no service, and has the values in the component', () => {
    const { text, addition } = add(craExtension, { provider: ['gitlab'], exchange: 'ui' });
    expect([...addition.changes.keys()].sort()).toEqual([
      ...['.ddext-oauth/add.base', '.ddext-oauth/add.json', 'Dockerfile'],
      ...['ui/package.json', 'ui/src/SignIn.tsx', 'ui/src/main.tsx'],
    ]);
    expect(text('ui/src/SignIn.tsx')).toContain("  GITLAB_CLIENT_ID: '',\n");
    expect(text('ui/src/SignIn.tsx')).not.toContain('SECRET');
    expect(text('ui/src/SignIn.tsx')).toContain('  ...simulated((name) => ddextSimulator[name]),\n');
    expect(() => parseModule('SignIn.tsx', text('ui/src/SignIn.tsx'))).not.toThrow();
    expect(addition.nextSteps).toContain('Fill in GITLAB_CLIENT_ID in ui/src/SignIn.tsx.');
    expect(text('Dockerfile')).toContain('api.version=">= 0.3.4"');
  });

  test('is refused without React, for a provider without public clients, and with another method', () => {
    expect(() => add(angularExtension, { provider: ['gitlab'], exchange: 'ui' })).toThrow(
      '--exchange ui needs a page with React: the page does not use React.',
    );
    expect(() => add(craExtension, { exchange: 'ui' })).toThrow('GitHub');
    expect(() => add(craExtension, { provider: ['gitlab'], exchange: 'ui', method: 'callback' })).toThrow(
      '--exchange ui requires --method tab',
    );
  });
});

test('a backend in vm.image becomes a service behind the gateway', () => {
  const { text } = add(imageExtension);
  const { services } = parse(text('compose.yaml'));
  expect(Object.keys(services)).toEqual(['ddext-gateway', 'backend']);
  expect(services.backend).toEqual({
    image: `\${DESKTOP_PLUGIN_IMAGE}`,
    volumes: ['ddext-inner:/run/ddext'],
  });
  expect(text('Dockerfile')).toContain('"--socket=/run/ddext/a.sock"');
});

describe('the method', () => {
  test('tab publishes no port, and needs a newer SDK', () => {
    const { text } = add(goExtension, { provider: ['gitlab'], method: 'tab' });
    const { environment, ports } = parse(text('vm/docker-compose.yaml')).services['ddext-gateway'];
    expect(ports).toBeUndefined();
    expect(environment.DDEXT_STRATEGY).toBe('extension-tab');
    expect(text('Dockerfile')).toContain('api.version=">= 0.3.4"');
  });

  test('device uses codes only', () => {
    const { text, addition } = add(goExtension, { method: 'device' });
    const { environment } = parse(text('vm/docker-compose.yaml')).services['ddext-gateway'];
    expect(environment).toMatchObject({ DDEXT_STRATEGY: 'extension-tab', GITHUB_GRANTS: 'device_code' });
    expect(addition.nextSteps.join()).not.toContain('Register');
  });

  test.each([
    [{ method: 'tabs' }, 'did you mean tab?'],
    [{ prefix: 'auth' }, 'must be a path'],
    [{ provider: ['githup'] }, 'did you mean github?'],
  ])('and other options are checked: %j', (options, sentence) => {
    expect(() => add(goExtension, options)).toThrow(sentence);
  });
});

test('a label with a variable for the SDK version stays, and the author is told the range', () => {
  const Dockerfile = String(goExtension.Dockerfile).replace('api.version="0.3.0"', `api.version="\${SDK}"`);
  const { text, addition } = add({ ...goExtension, Dockerfile });
  expect(text('Dockerfile')).toContain(`api.version="\${SDK}"`);
  expect(addition.nextSteps.join()).toContain(
    `api.version contains a variable (\${SDK}) and was not changed.`,
  );
  expect(addition.nextSteps.join()).toContain('Set the variable to >= 0.2.3');
  expect(add(goExtension).addition.nextSteps.join()).not.toContain('api.version');
});

describe('packages that are not published', () => {
  const tarball = (name: string) => ({
    name: `@ddext-oauth/${name}`,
    range: '^1.2.3',
    tarball: { path: `vendor/ddext-oauth-${name}-1.2.3.tgz`, content: new Uint8Array([1]) },
  });
  test('are tarballs beside the files that need them', () => {
    const repository = repositoryOf(new Map(Object.entries(goExtension)));
    const packed = { auth: tarball('auth'), providers: tarball('providers'), gateway: tarball('gateway') };
    const { changes } = planAddition({
      repository,
      raw: { provider: ['github'] },
      packages: packed,
      element,
    });
    expect([...changes.keys()].filter((path) => path.endsWith('.tgz')).sort()).toEqual([
      '.ddext-oauth/ddext-oauth-gateway-1.2.3.tgz',
      'ui/.ddext-oauth/ddext-oauth-auth-1.2.3.tgz',
      'ui/.ddext-oauth/ddext-oauth-providers-1.2.3.tgz',
    ]);
    expect(changes.get('Dockerfile')).toContain(
      'COPY .ddext-oauth/ddext-oauth-gateway-1.2.3.tgz /gateway.tgz\n',
    );
    expect(changes.get('Dockerfile')).toContain(
      'COPY ui/package.json /ui/package.json\nCOPY ui/.ddext-oauth /ui/.ddext-oauth\n',
    );
    const removed = planRemoval(withChanges(repository, changes));
    expect([...removed].filter(([path, content]) => path.endsWith('.tgz') && content === null)).toHaveLength(
      3,
    );
  });
});

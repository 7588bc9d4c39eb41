import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProgram } from '../../processes/program-path.ts';
import { createFolder, type Folder } from '../../testing/extensions/fixture.ts';
import { withheldVariable } from './exec-environment.ts';

describe('a variable that a page sets for a command', () => {
  test.each([
    ...['PATH', 'Path', 'PATHEXT', 'HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SHELL', 'COMSPEC'],
    ...['LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES', 'GCONV_PATH', 'GLIBC_TUNABLES'],
    ...['NODE_OPTIONS', 'node_options', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'npm_config_prefix'],
    ...['BASH_ENV', 'BASH_FUNC_ls%%', 'ENV', 'ZDOTDIR', 'SHELLOPTS', 'PS4', 'IFS', 'PROMPT_COMMAND'],
    ...['PERL5LIB', 'PERL5OPT', 'PYTHONPATH', 'PYTHONSTARTUP', 'RUBYOPT', 'JAVA_TOOL_OPTIONS', 'CLASSPATH'],
    ...['DOTNET_STARTUP_HOOKS', 'GIT_SSH_COMMAND', 'GIT_CONFIG_GLOBAL', 'SSH_ASKPASS', 'EDITOR', 'PAGER'],
    ...['DOCKER_HOST', 'DOCKER_CONFIG', 'DOCKER_CLI_PLUGIN_EXTRA_DIRS', 'BUILDX_CONFIG', 'COMPOSE_FILE'],
    ...[
      'http_proxy',
      'HTTPS_PROXY',
      'ALL_PROXY',
      'NO_PROXY',
      'SSL_CERT_FILE',
      'OPENSSL_CONF',
      'SSLKEYLOGFILE',
    ],
  ])('is rejected if it selects code, configuration or a destination: %s', (name) => {
    expect(withheldVariable({ GREETING: 'hi', [name]: 'x' })).toBe(name);
  });

  test.each([
    'GREETING',
    'COMPOSE_PROJECT_NAME',
    'TZ',
    'LANG',
    'NO_COLOR',
    'ACME_PATH',
    'MY_DOCKER_HOST',
    'PATHS',
  ])('is passed on if it configures the extension: %s', (name) => {
    expect(withheldVariable({ [name]: 'x' })).toBeUndefined();
  });
});

describe('a program', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = await createFolder({ 'first/docker': '', 'second/docker': '', 'third/readme': '' });
    await chmod(join(folder.directory, 'second/docker'), 0o755);
  });
  afterEach(() => folder.remove());

  test('is the first executable on the PATH, as an absolute path', async () => {
    const [first, second] = ['first', 'second'].map((name) => join(folder.directory, name));
    await mkdir(join(folder.directory, 'zeroth/docker'), { recursive: true });
    const PATH = [join(folder.directory, 'zeroth'), first, second].join(':');
    expect(await findProgram('docker', { PATH })).toBe(join(folder.directory, 'second/docker'));
  });

  test('is not looked up in a relative folder of the PATH, which would depend on the working directory', async () => {
    const cwd = process.cwd();
    await symlink(join(folder.directory, 'second/docker'), join(folder.directory, 'docker'));
    process.chdir(folder.directory);
    try {
      for (const PATH of ['', '.', 'second', '::second'])
        expect(await findProgram('docker', { PATH })).toBeUndefined();
    } finally {
      process.chdir(cwd);
    }
  });

  test('is undefined if nothing on the PATH has its name', async () => {
    await writeFile(join(folder.directory, 'third/other'), '');
    expect(await findProgram('docker', { PATH: join(folder.directory, 'third') })).toBeUndefined();
  });
});

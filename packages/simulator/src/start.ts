import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { arch, hostname, platform } from 'node:os';
import { HostPorts } from './backend/host-port.ts';
import { runBackend } from './backend/run-backend.ts';
import { recordDashboard } from './backend/running-dashboard.ts';
import { testKeysRefused } from './backend/test-keys-refused.ts';
import { Cleanup } from './cleanup.ts';
import { ConnectionTests } from './connection-test/connection-tests.ts';
import { connectionTestProcessOptions } from './connection-test/environment.ts';
import type { ClientEnvironment } from './ddclient/environment.ts';
import { messageOf, type SimulatorError } from './errors.ts';
import { DashboardEvents } from './events/dashboard-events.ts';
import { newestApiVersion, requireApiVersion } from './extension/api-version.ts';
import { describeExtension } from './extension/describe-extension.ts';
import { openExtension } from './extension/open-extension.ts';
import { readOr, strict } from './extension/warnings.ts';
import { addressWithToken } from './http/access.ts';
import { guardUpgrades } from './http/guard.ts';
import { requireFormAction } from './identity-provider/form-action.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider/start-identity-provider.ts';
import { uiVariables } from './identity-provider/variables.ts';
import type { Simulator, SimulatorOptions } from './options.ts';
import { dashboardApp } from './server/dashboard-app.ts';
import { createDeliver } from './server/deliver-link.ts';
import { enterPath } from './server/enter-page.ts';
import { extensionApp } from './server/extension-app.ts';
import { type HostedBackend, HostSwitch } from './server/host-switch.ts';
import { OpenDialogs } from './server/open-dialogs.ts';
import { openDashboard, openExtensionOrigin, openSharedOrigin } from './server/origins.ts';
import { PageOrigins } from './server/page-origins.ts';
import { allowDevelopmentConnections } from './server/ui/development-policy.ts';
import { injectClient } from './server/ui/inject.ts';
import { serveFoundUi, serveUi, type UiOptions } from './server/ui/ui.ts';

async function start(options: SimulatorOptions, cleanup: Cleanup): Promise<Omit<Simulator, 'close'>> {
  const log = options.log ?? (() => {});
  const progress = options.progress ?? (() => {});
  requireFormAction(options.formAction);
  const warn = options.strict ? strict : ({ message }: SimulatorError) => log(`Warning: ${message}`);
  const opened = await openExtension(options, cleanup, warn);
  const { extension } = opened;
  // A version is given to see whether the extension supports it.
  readOr(options.apiVersion === undefined ? warn : strict, () =>
    requireApiVersion(options.apiVersion ?? newestApiVersion, extension.apiVersionLabel),
  );
  for (const line of describeExtension(extension, options)) log(line);
  const { extensionId, reference } = extension.image;
  const events = new DashboardEvents();
  const dialogs = new OpenDialogs(events);
  const { directory } = extension;
  let provider: IdentityProvider | undefined;
  const connectionTests = new ConnectionTests({
    processOptions: () =>
      connectionTestProcessOptions({ directory, ui: options.ui, backend: options.backend, provider, log }),
    events,
    log,
  });
  cleanup.add(() => connectionTests.close());
  const opening = { extensionId, publishedPort: extension.publishedPort, log };
  const dashboard = await openDashboard(cleanup, opening, options.port);
  const own = await openExtensionOrigin(cleanup, opening);
  const pages = new PageOrigins(own, () => openSharedOrigin(cleanup, opening));
  let hosted: HostedBackend = { ports: undefined, container: undefined, restart: undefined };
  const hosts = new HostSwitch(pages, () => hosted);
  await hosts.change(options.host ?? 'docker');
  const deliver = createDeliver({
    host: () => hosts.host,
    extensionId,
    tabParameters: options.tabParameters ?? 'passed',
    ...{ events, connectionTests, log },
  });
  const start = randomUUID();
  const dashboardUrl = `http://${dashboard.host}/`;
  dashboard.server.on(
    'request',
    await dashboardApp({
      extension,
      events,
      deliver,
      connectionTests,
      host: dashboard.host,
      access: dashboard.access,
      start,
      hosts,
      dialogs,
      testKeysRefused: () => testKeysRefused({ directory, backend: options.backend, provider }),
    }),
  );

  cleanup.add(await recordDashboard(directory, { url: dashboardUrl, pid: process.pid, start }));

  progress('Starting the test identity provider');
  provider = await startIdentityProvider({
    title: extension.title,
    extensionId,
    publishedPort: extension.publishedPort,
    // Podman Desktop enforces CORS: the shared origin of its pages is not allowed.
    extensionOrigin: `http://${own.host}`,
    dashboardUrl,
    port: options.identityProvider?.port,
    formAction: options.formAction,
  });
  cleanup.add(provider.close);
  log(`The identity provider listens at ${provider.issuer}`);

  if (options.backend !== undefined) progress('Starting the backend');
  const backend = await runBackend({
    options,
    extension,
    workingDirectory: opened.workingDirectory,
    provider,
    dashboardUrl,
    events,
    callbacks: connectionTests,
    log,
  });
  cleanup.add(backend.close);

  const ports = backend.socket === undefined ? undefined : new HostPorts(backend.socket, log);
  cleanup.add(async () => ports?.close());
  hosted = { ports, container: backend.container, restart: backend.restart };
  const variables = await uiVariables(extension.directory, provider);
  const environment = (): ClientEnvironment => ({
    host: hosts.host,
    image: reference,
    hasVm: extension.hasVm,
    hasService: extension.exposesSocket,
    responseShape: options.responseShape ?? 'body',
    platform: platform(),
    arch: arch(),
    hostname: hostname(),
    variables,
  });
  progress('Starting the UI');
  const upgrades = createServer();
  const uiOptions: UiOptions = {
    entry: extension.entry,
    server: upgrades,
    variables,
    inject: (page) => injectClient(allowDevelopmentConnections(page, hosts.origin.host), environment()),
    dashboard: new URL(dashboardUrl).origin,
  };
  const ui = await (options.ui === undefined
    ? serveFoundUi(await opened.findUi(), uiOptions, log)
    : serveUi(options.ui, uiOptions));
  cleanup.add(ui.close);
  await pages.serve(async (origin) => {
    const { server, access, host } = origin;
    guardUpgrades(origin, upgrades);
    const app = await extensionApp({ extension, events, hosts, dialogs, access, host, dashboardUrl });
    server.on('request', app.use(ui.handler));
  });
  log(`The dashboard is ready at ${dashboardUrl}`);

  const { issuer, clientId, testUsers } = provider;
  return {
    dashboardUrl: addressWithToken(dashboardUrl, dashboard.access),
    extensionUrl: addressWithToken(`http://${hosts.origin.host}${enterPath}`, hosts.origin.access),
    backendSocket: backend.socket,
    restartBackend: backend.restart,
    unservedCalls: () => events.unservedCalls,
    identityProvider: { issuer, clientId, testUsers },
    deliver,
  };
}

/**
 * Starts a Docker Desktop dashboard for one extension, a test identity provider and, if requested, the backend of
 * the extension. All servers listen on 127.0.0.1 only.
 *
 * @throws SimulatorError with a message for the user, after everything that was started has been stopped
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const cleanup = new Cleanup();
  try {
    const simulator = await start(options, cleanup);
    let closing: Promise<void> | undefined;
    const close = () => {
      closing ??= cleanup.close();
      return closing;
    };
    return { ...simulator, close };
  } catch (error) {
    await cleanup.close().catch((failed: unknown) => options.log?.(messageOf(failed)));
    throw error;
  }
}

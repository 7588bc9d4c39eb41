import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { askBackend } from '../backend/vm-service.ts';
import { hostNames } from '../ddclient/host.ts';
import type { ServiceRequest } from '../ddclient/http-service.ts';
import { legacyFunctions } from '../ddclient/legacy-client.ts';
import type { DashboardEvents, ToastLevel } from '../events/dashboard-events.ts';
import type { OpenDialogOptions } from '../events/open-dialog.ts';
import type { Extension } from '../extension/read-extension.ts';
import { dockerEngineHandler } from './exec/docker-engine.ts';
import { execHandler } from './exec/exec.ts';
import type { HostSwitch } from './host-switch.ts';
import type { OpenDialogs } from './open-dialogs.ts';

export interface ExtensionApi {
  readonly extension: Extension;
  readonly events: DashboardEvents;
  readonly hosts: Pick<HostSwitch, 'backend' | 'container' | 'host'>;
  readonly dialogs: OpenDialogs;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withoutBackend({ exposesSocket }: Extension): string {
  if (!exposesSocket) return 'metadata.json exposes no socket (vm.exposes.socket).';
  return 'No backend runs. Start one with --compose or --backend "COMMAND".';
}

function vmService({ extension, hosts, events }: ExtensionApi): RequestHandler {
  return async (request, response) => {
    const asked = request.body as Omit<ServiceRequest, 'body'> & { body?: string };
    const { method, url, headers, body } = asked;
    const name = `extension.vm.service.${method.toLowerCase()}`;
    const end = events.begin(name, body === undefined ? [url] : [url, parsed(body)], { method, headers });
    const address = await hosts.backend();
    if (address === undefined) {
      const sentence = withoutBackend(extension);
      end('error', 'no backend');
      events.notServed(name, sentence);
      response.status(404).type('text/plain').send(sentence);
      return;
    }
    const left = new AbortController();
    response.on('close', () => left.abort());
    const answer = await askBackend(address, { method, url, headers, body }, left.signal);
    const good = answer.status >= 200 && answer.status < 300;
    if (left.signal.aborted) return end('error', 'the page closed before the response arrived');
    end(
      good ? 'ok' : 'error',
      good ? parsed(answer.body) : { status: answer.status, body: parsed(answer.body) },
      answer,
    );
    response.json(answer);
  };
}

function toast({ events }: ExtensionApi): RequestHandler {
  return (request, response) => {
    const { level, message } = request.body as { level: ToastLevel; message: unknown };
    events.begin(`desktopUI.toast.${level}`, [message])('ok');
    events.toast(level, String(message));
    response.status(204).end();
  };
}

function openExternal({ events, hosts }: ExtensionApi): RequestHandler {
  return (request, response) => {
    const { url, opened } = request.body as { url: string; opened: boolean };
    const end = events.begin('host.openExternal', [url]);
    if (!/^https?:\/\//i.test(url) && hosts.host !== 'docker') {
      events.toast(
        'info',
        `${hostNames[hosts.host]} would pass ${url.slice(0, 80)} to the operating system.`,
      );
      end('ok', 'not opened here');
    } else if (!/^https?:\/\//i.test(url)) {
      events.toast('error', `openExternal opens http and https only, not ${url.slice(0, 80)}`);
      end('error', 'refused: http and https only');
    } else if (opened) end('ok');
    else {
      events.toast('warning', 'The browser blocked the tab that the extension wanted to open.', url);
      end('error', 'the browser blocked the tab');
    }
    response.status(204).end();
  };
}

function navigate({ events }: ExtensionApi): RequestHandler {
  return (request, response) => {
    const { method, args } = request.body as { method: string; args: unknown[] };
    const name = `desktopUI.navigate.${method}`;
    events.begin(name, args)('ok');
    events.notServed(name, 'The simulator has no such page, and shows a message.');
    events.toast('info', `Docker Desktop would now show: ${method}(${args.map(String).join(', ')})`);
    response.status(204).end();
  };
}

function legacy({ events }: ExtensionApi): RequestHandler {
  return (request, response) => {
    const { name } = request.body as { name: string };
    if (!Object.hasOwn(legacyFunctions, name)) return void response.status(400).end();
    const sentence = `It is of the SDK before 0.2. Use ddClient.${legacyFunctions[name as keyof typeof legacyFunctions]}.`;
    events.begin(name, [])('error', sentence);
    events.notServed(name, sentence);
    response.status(204).end();
  };
}

function dialog({ events, dialogs }: ExtensionApi): RequestHandler {
  return async (request, response) => {
    const { options = {} } = request.body as { options?: OpenDialogOptions };
    const end = events.begin('desktopUI.dialog.showOpenDialog', [options]);
    const left = new AbortController();
    response.on('close', () => left.abort());
    const result = await dialogs.show(options, left.signal);
    if (left.signal.aborted) return end('error', 'the page closed before the user answered');
    end('ok', result);
    response.json(result);
  };
}

/** The operations that the ddClient of the extension page, or of a Node test, sends. */
export function extensionApi(api: ExtensionApi): Router {
  return express
    .Router()
    .use(express.json({ limit: '10mb' }))
    .post('/vm-service', vmService(api))
    .post('/exec', execHandler(api))
    .post('/docker-engine', dockerEngineHandler(api.events))
    .post('/open-external', openExternal(api))
    .post('/toast', toast(api))
    .post('/navigate', navigate(api))
    .post('/dialog', dialog(api))
    .post('/legacy', legacy(api))
    .use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
      response.status(400).type('text/plain').send(`The request is malformed: ${error.message}\n`);
    });
}

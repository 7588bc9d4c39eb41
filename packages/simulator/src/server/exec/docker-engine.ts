import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { RequestHandler } from 'express';
import { messageOf } from '../../errors.ts';
import type { DashboardEvents } from '../../events/dashboard-events.ts';
import { findProgram } from '../../processes/program-path.ts';

/** The SDK passes these to the engine unchanged: https://docs.docker.com/reference/api/engine/ */
const paths: Readonly<Record<string, string>> = {
  listContainers: '/containers/json',
  listImages: '/images/json',
};

async function engineSocket(): Promise<string> {
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const docker = await findProgram('docker');
  if (docker === undefined) throw new Error('there is no docker on the PATH of the simulator');
  const { stdout } = await promisify(execFile)(docker, args);
  const host = stdout.trim();
  const path = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
  if (path === undefined) throw new Error(`the docker context is at ${host}, which is not a local socket`);
  return path;
}

function askEngine(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path, headers: { host: 'docker' }, agent: false }, (answer) => {
      json(answer).then(
        (value) => (answer.statusCode === 200 ? resolve(value) : reject(new Error(JSON.stringify(value)))),
        reject,
      );
    })
      .on('error', reject)
      .end();
  });
}

/** The engine takes an object, such as `filters`, as JSON. */
function parameter([name, value]: [string, unknown]): [string, string] {
  return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** Handles docker.listContainers and docker.listImages with the engine of the current docker context. */
export function dockerEngineHandler(events: DashboardEvents): RequestHandler {
  return async (httpRequest, response) => {
    const { method, options } = httpRequest.body as { method: string; options?: Record<string, unknown> };
    const end = events.begin(`docker.${method}`, [options]);
    try {
      const path = paths[method];
      if (path === undefined) throw new Error(`there is no docker.${method}`);
      const query = new URLSearchParams(Object.entries(options ?? {}).map(parameter));
      const list = await askEngine(await engineSocket(), `${path}?${query}`);
      end('ok', list);
      response.json(list);
    } catch (error) {
      const sentence = `Could not reach Docker Engine: ${messageOf(error)}. Check that it is installed and running.`;
      end('error', sentence);
      events.notServed(`docker.${method}`, sentence);
      response.status(502).type('text/plain').send(sentence);
    }
  };
}

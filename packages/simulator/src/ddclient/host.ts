/** The hosts of Docker extensions that can be simulated, and their names. */
export const hostNames = {
  docker: 'Docker Desktop',
  rancher: 'Rancher Desktop',
  podman: 'Podman Desktop',
} as const;

/** A simulated host of Docker extensions. */
export type SimulatedHost = keyof typeof hostNames;

/** The IDs of the hosts. The first is the default. */
export const hostIds = Object.keys(hostNames) as [SimulatedHost, ...SimulatedHost[]];

interface FailedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly body: string;
}

/** What `vm.service` rejects with for a response outside 2xx. Only Podman Desktop rejects with an Error, and loses the body. */
export function rejectionIn(host: SimulatedHost, { status, statusText, body }: FailedResponse): unknown {
  if (host !== 'podman') return { name: statusText, message: body, statusCode: status };
  return new Error(status === 401 || status === 403 ? 'Unable to get access' : statusText);
}

/** The user agent of the page: Electron puts the name of the app into it. The page knows a simulated host by its version. */
export function userAgentIn(host: SimulatedHost, userAgent: string): string {
  return `${userAgent} ${hostNames[host].replace(' ', '')}/simulated`;
}

/** The part of Docker's `ddClient` that this package uses. Declaring it here avoids a dependency. */
export interface DdClient {
  readonly extension: {
    readonly vm?: { readonly service?: HttpService };
    /** `ORG/NAME:TAG`; empty in Podman Desktop. */
    readonly image?: string;
    /** Starts the programs that metadata.json declares under `host.binaries`. */
    readonly host?: { readonly cli: HostCli };
  };
  readonly host: { openExternal(url: string): void };
}

/** The part of `ddClient.extension.vm.service` that this package uses. */
export interface HttpService {
  post(url: string, data: unknown): Promise<unknown>;
}

/** The part of `ddClient.extension.host.cli` that this package uses. */
export interface HostCli {
  /** Rejects with the result if the program ends with another exit code than 0. The shape of a rejection differs between hosts. */
  exec(command: string, args: string[]): Promise<unknown>;
}

/**
 * Returns the body of a `vm.service` response. Docker documents that the call resolves with the body, but Docker
 * Desktop 4.42 and later can wrap it in `{headers, status, data}`. All three keys are required, because a backend can
 * return an object with a `data` member.
 *
 * @example
 *   const body = bodyOf(await ddClient.extension.vm?.service?.post('/auth/unlock', { keys }));
 */
export function bodyOf(response: unknown): unknown {
  const wrapped =
    typeof response === 'object' &&
    response !== null &&
    ['headers', 'status', 'data'].every((key) => key in response);
  return wrapped ? (response as { data: unknown }).data : response;
}

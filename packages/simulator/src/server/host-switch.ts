import type { BackendAddress, HostPorts } from '../backend/host-port.ts';
import { hostNames, type SimulatedHost } from '../ddclient/host.ts';
import type { Origin } from './origins.ts';
import type { PageOrigins } from './page-origins.ts';

/** The backend of the extension, as far as the host matters to it. */
export interface HostedBackend {
  /** Undefined without a backend, or before it runs. */
  readonly ports: HostPorts | undefined;
  /** The container in which vm.cli.exec runs; undefined without one. */
  readonly container: string | undefined;
  /** Starts the backend again, so that it accepts a page with another key. Undefined if that is not possible. */
  readonly restart: (() => Promise<void>) | undefined;
}

/** The simulated host, which the user can change in the dashboard. */
export class HostSwitch {
  readonly pages: PageOrigins;
  readonly #backend: () => HostedBackend;
  #host: SimulatedHost = 'docker';
  #origin: Origin;

  constructor(pages: PageOrigins, backend: () => HostedBackend) {
    this.pages = pages;
    this.#backend = backend;
    this.#origin = pages.own;
  }

  get host(): SimulatedHost {
    return this.#host;
  }

  /** The origin of the page in the present host. */
  get origin(): Origin {
    return this.#origin;
  }

  /** The address of the backend; undefined without one. */
  async backend(): Promise<BackendAddress | undefined> {
    return this.#backend().ports?.addressIn(this.#host);
  }

  /** The container in which vm.cli.exec runs; undefined without one. */
  get container(): string | undefined {
    return this.#backend().container;
  }

  /** Restarts the backend. @returns false if the simulator did not start it */
  async restartBackend(): Promise<boolean> {
    const { restart } = this.#backend();
    await restart?.();
    return restart !== undefined;
  }

  /** Changes the host for pages that are opened from now on. */
  async change(host: SimulatedHost): Promise<void> {
    const origin = host === 'podman' ? await this.pages.shared() : this.pages.own;
    const isOther = origin !== this.#origin;
    this.#origin = origin;
    this.#host = host;
    // The key of the backend's owner is in the localStorage of an origin.
    if (isOther) await this.#backend().restart?.();
  }
}

export function isSimulatedHost(text: unknown): text is SimulatedHost {
  return typeof text === 'string' && Object.hasOwn(hostNames, text);
}

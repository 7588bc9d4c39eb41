import type { Origin } from './origins.ts';

type Serve = (origin: Origin) => Promise<void>;

/** The origins of the extension's page: its own, and the one that all extensions share in Podman Desktop. */
export class PageOrigins {
  readonly own: Origin;
  readonly #opened: Origin[];
  readonly #openShared: () => Promise<Origin>;
  #shared: Promise<Origin> | undefined;
  #serve: Serve | undefined;

  constructor(own: Origin, openShared: () => Promise<Origin>) {
    this.own = own;
    this.#opened = [own];
    this.#openShared = openShared;
  }

  /** Those that are open. */
  get opened(): readonly Origin[] {
    return this.#opened;
  }

  /** The origin of Podman Desktop, which is opened with its first use. */
  shared(): Promise<Origin> {
    this.#shared ??= this.#openShared().then(async (origin) => {
      this.#opened.push(origin);
      await this.#serve?.(origin);
      return origin;
    });
    return this.#shared;
  }

  /** Serves the page at each origin, also at one that is opened later. */
  async serve(serve: Serve): Promise<void> {
    this.#serve = serve;
    for (const origin of this.#opened) await serve(origin);
  }
}

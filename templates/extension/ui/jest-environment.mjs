import { TestEnvironment } from 'jest-environment-jsdom';

/** A page in jsdom, with what it lacks of the fetch API. No test sends a request. */
export default class PageEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Headers, Request, Response });
  }
}

export type { ResponseShape } from './ddclient/environment.ts';
export { createNodeDdClient, type NodeClientOptions } from './ddclient/node.ts';
export { SimulatorError, type SimulatorErrorCode } from './errors.ts';
export type { UnservedCall } from './events/unserved-calls.ts';
export {
  type SignedIn,
  type SignInOptions,
  signInOverHttp,
} from './identity-provider/sign-in/sign-in-over-http.ts';
export type { TestUser } from './identity-provider/test-users.ts';
export type { BackendSource, Simulator, SimulatorOptions, TabParameters, UiSource } from './options.ts';
export { startSimulator } from './start.ts';

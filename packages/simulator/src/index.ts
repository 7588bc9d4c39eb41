export type { ResponseShape } from './ddclient/environment.ts';
export { createNodeDdClient, type NodeClientOptions } from './ddclient/node.ts';
export { SimulatorError, type SimulatorErrorCode } from './errors.ts';
export type { Person } from './identity-provider/people.ts';
export type { BackendSource, Simulator, SimulatorOptions, TabParameters, UiSource } from './options.ts';
export { type SignedIn, type SignInOptions, signInOverHttp } from './sign-in/sign-in-over-http.ts';
export { startSimulator } from './start.ts';

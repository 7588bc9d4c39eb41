export { callbackApp } from './callback-app.ts';
export { readEnvironment } from './environment.ts';
export { closeOnSignal, type ServeOptions, serve } from './serve.ts';
export { socketApi } from './socket-api.ts';

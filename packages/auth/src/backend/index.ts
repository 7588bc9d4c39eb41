export { type AppOptions, callbackApp } from './callback-app.ts';
export { readEnvironment } from './environment.ts';
export { createLogger, type Logger, type LoggerOptions, logSignIns } from './logger.ts';
export { run, type ServeOptions, serve } from './serve.ts';
export { socketApi } from './socket-api.ts';
export { authUrlOf, type Middleware, type SocketApiAtOptions, socketApiAt } from './socket-api-at.ts';
export { StartError } from './start-error.ts';

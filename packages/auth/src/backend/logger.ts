import {
  type ChildLoggerOptions,
  type DestinationStream,
  type LogFn,
  type Logger as PinoLogger,
  pino,
  stdTimeFunctions,
} from 'pino';
import type { SignInEvent } from '../session/sign-in-event.ts';
import { causesOf } from './log-causes.ts';
import { isError, withoutSecrets } from './redact.ts';

/**
 * The logger of callback server and socket API: the result of {@link createLogger}, or any logger with these methods.
 */
export interface Logger {
  info(members: object, message: string): void;
  warn(members: object, message: string): void;
}

/** Destination and level of {@link createLogger}. */
export interface LoggerOptions {
  /** Default: standard output. */
  readonly destination?: DestinationStream;
  /** The lowest level that is written. Default: `info`. `silent` writes nothing. */
  readonly level?: string;
}

/**
 * Creates a logger that writes one JSON object per line. It redacts every member with the name of a secret, at any
 * depth, and writes only code, status and kind of an error.
 *
 * @example
 *   const logger = createLogger();
 *   const auth = new Auth({ ...options, onSignIn: logSignIns(logger) });
 *   const api = express().use(socketApi(auth, { logger }));
 *   const callback = callbackApp(auth, { logger });
 */
export function createLogger({ destination, level = 'info' }: LoggerOptions = {}): PinoLogger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: withoutSecrets,
    },
    serializers: { err: causesOf },
    hooks: { logMethod: withoutMessage },
  };
  return guardChildren(destination ? pino(options, destination) : pino(options));
}

/** The bindings of a child logger bypass pino's formatters. Its own children inherit this. */
function guardChildren(logger: PinoLogger): PinoLogger {
  const { child } = logger;
  logger.child = function guarded(
    this: PinoLogger,
    bindings: Record<string, unknown>,
    options?: ChildLoggerOptions,
  ) {
    return Reflect.apply(child, this, [withoutSecrets(bindings), options]);
  } as unknown as PinoLogger['child'];
  return logger;
}

/** pino would use the message of an error that is logged alone as the line's message, which may contain a secret. */
function withoutMessage(this: PinoLogger, [first, ...rest]: Parameters<LogFn>, write: LogFn): void {
  if (isError(first))
    write.apply(this, [{ err: first }, ...(rest.length > 0 ? rest : ['an error'])] as Parameters<LogFn>);
  else write.apply(this, [first, ...rest] as Parameters<LogFn>);
}

/** The default logger. It writes nothing. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined };

/**
 * Returns a listener that logs the start and the outcome of each sign-in.
 *
 * @example
 *   const auth = new Auth({ ...options, onSignIn: logSignIns(logger) });
 */
export function logSignIns(logger: Logger): (event: SignInEvent) => void {
  return (event) => {
    const { provider, attempt } = event;
    switch (event.type) {
      case 'started':
        return logger.info({ provider, attempt, grant: event.grant }, 'sign-in started');
      case 'user-info-unavailable': {
        const members = { provider, attempt, causes: causesOf(event.error) };
        return logger.warn(members, 'user info unavailable');
      }
      case 'finished':
        return logger.info({ provider, attempt }, 'sign-in finished');
      case 'failed': {
        const { error } = event;
        return logger.warn(
          { provider, attempt, problem: error.code, causes: causesOf(error) },
          'sign-in failed',
        );
      }
    }
  };
}

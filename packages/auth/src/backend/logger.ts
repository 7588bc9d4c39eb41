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

/** What the two doors write to: what {@link createLogger} makes, or any other logger that takes members and a message. */
export interface Logger {
  info(members: object, message: string): void;
  warn(members: object, message: string): void;
}

/** Where the lines of {@link createLogger} go, and which. */
export interface LoggerOptions {
  /** Where lines go; standard output unless given. */
  readonly destination?: DestinationStream;
  /** The least that is written. Default `info`; `silent` writes nothing. */
  readonly level?: string;
}

/**
 * A logger of one JSON object a line, which withholds every member whose name is that of a secret, at any depth, and
 * writes of an error only what {@link causesOf} picks.
 *
 * @example
 * const logger = createLogger();
 * const auth = new Auth({ ...options, onSignIn: logSignIns(logger) });
 * const api = express().use('/auth', socketApi(auth, { logger }));
 * const callback = callbackApp(auth, { logger });
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

/** What a child logger is given for all of its lines goes past pino's formatters. Its own children inherit this. */
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

/** An error that is logged by itself would lend the line its message, which may hold anything. */
function withoutMessage(this: PinoLogger, [first, ...rest]: Parameters<LogFn>, write: LogFn): void {
  if (isError(first))
    write.apply(this, [{ err: first }, ...(rest.length > 0 ? rest : ['an error'])] as Parameters<LogFn>);
  else write.apply(this, [first, ...rest] as Parameters<LogFn>);
}

/** For whoever gives no logger: writes nothing. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined };

/** Writes a line when a sign-in begins and one when it ends: hand it to `Auth` as `onSignIn`. */
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

const prefix = 'backend: ';

/** Members of a log line that the terminal does not need: the time of a line that is printed at once. */
const omitted = new Set(['level', 'time', 'msg', 'server', 'complete', 'socket', 'callback']);

interface LogLine extends Readonly<Record<string, unknown>> {
  readonly level?: unknown;
  readonly msg: string;
}

/** The logger of `@ddext-oauth/auth` writes one JSON object per line, as other loggers for containers do. */
function parseLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const line = JSON.parse(text) as LogLine;
    return typeof line.msg === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `GET /session 200, 3 ms`, and undefined for a request that succeeded, because the dashboard lists every call. */
function requestLine({ method, route, status, milliseconds }: LogLine): string | undefined {
  if (typeof status === 'number' && status < 400) return undefined;
  return `${describe(method)} ${describe(route)} ${describe(status)}, ${describe(milliseconds)} ms`;
}

function logLine(line: LogLine): string | undefined {
  if (line.msg === 'request') return requestLine(line);
  const members = Object.entries(line).filter(([name]) => !omitted.has(name));
  const words = members.map(([name, value]) => `${name}=${describe(value)}`);
  const level = line.level === undefined || line.level === 'info' ? [] : [`${describe(line.level)}:`];
  return [...level, line.msg, ...words].join(' ');
}

/**
 * Shortens a line of the simulator for a terminal: JSON log lines become sentences, paths become relative, and
 * requests that succeeded are omitted.
 *
 * @param directory the working directory
 * @returns undefined for a line to omit
 */
export function terminalLine(line: string, directory: string): string | undefined {
  const isOutput = line.startsWith(prefix);
  const text = isOutput ? line.slice(prefix.length) : line;
  const parsed = isOutput ? parseLogLine(text) : undefined;
  const shown = parsed ? logLine(parsed) : text;
  if (shown === undefined) return undefined;
  const relative = shown.replaceAll(`file://${directory}/`, '').replaceAll(`${directory}/`, '');
  return isOutput ? `${prefix}${relative}` : relative;
}

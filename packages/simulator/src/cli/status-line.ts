const clearLine = '\r\u001b[K';
/** Milliseconds between two updates of the seconds. */
const drawnEvery = 200;

export interface StatusLine {
  /** Writes a line above the status line. */
  write(line: string): void;
  /** Shows what is done now, until `end`. */
  show(activity: string): void;
  end(): void;
}

/** The part of a stream that is needed here. */
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Programs that set CI or NO_COLOR read plain lines. */
function canReplaceLines({ isTTY }: Output, { CI, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  const isCi = CI !== undefined && CI !== '' && CI !== 'false';
  return isTTY === true && !isCi && !NO_COLOR && TERM !== 'dumb';
}

/**
 * The last line of a terminal while the simulator starts: what is done now, and for how long. Without a terminal, only the lines of
 * `write` are written: they tell what is complete.
 */
export function createStatusLine(output: Output, variables: NodeJS.ProcessEnv): StatusLine {
  const isLive = canReplaceLines(output, variables);
  let shown: { readonly activity: string; readonly since: number } | undefined;
  let ticking: NodeJS.Timeout | undefined;
  const text = () => {
    if (shown === undefined) return '';
    const seconds = ((performance.now() - shown.since) / 1000).toFixed(1);
    // A line that wraps could not be replaced.
    return `${shown.activity}… ${seconds} s`.slice(0, (output.columns || 80) - 1);
  };
  const draw = () => output.write(`${clearLine}${text()}`);
  return {
    write(line) {
      output.write(shown ? `${clearLine}${line}\n${text()}` : `${line}\n`);
    },
    show(activity) {
      if (!isLive) return;
      shown = { activity, since: performance.now() };
      draw();
      ticking ??= setInterval(draw, drawnEvery).unref();
    },
    end() {
      clearInterval(ticking);
      if (shown) output.write(clearLine);
      shown = undefined;
    },
  };
}

/** The status line of this process. */
export const terminal: StatusLine = createStatusLine(process.stdout, process.env);

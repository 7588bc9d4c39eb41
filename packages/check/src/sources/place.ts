/** A line of a file. */
export interface Place {
  /** Relative to the workspace, with `/`. In an image, `image:config` or `image:/PATH`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

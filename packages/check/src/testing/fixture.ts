import type { ImageParts } from './archives.ts';
import type { Files } from './workspaces.ts';

/** The files that one rule reads. */
export type Fixture = {
  /** Passes the rule. */
  readonly passing: Sample;
  /** Violates the rule. */
  readonly failing: Sample;
  /** `FILE:LINE` of each finding in the failing fixture. */
  readonly places: readonly string[];
};

export interface Sample {
  readonly files?: Files;
  readonly image?: ImageParts;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A fixture from two contents of one file. */
export function inFile(file: string, passing: string, failing: string, ...lines: number[]): Fixture {
  return {
    passing: { files: { [file]: passing } },
    failing: { files: { [file]: failing } },
    places: lines.map((line) => `${file}:${line}`),
  };
}

/** A fixture from two lists of lines after the FROM of a Dockerfile. */
export function inDockerfile(passing: string, failing: string, ...lines: number[]): Fixture {
  return inFile('Dockerfile', `FROM scratch\n${passing}\n`, `FROM scratch\n${failing}\n`, ...lines);
}

/** A fixture from two compose files, with a metadata.json that names them. */
export function inCompose(passing: string, failing: string, ...lines: number[]): Fixture {
  const files = (content: string) => ({ 'metadata.json': withBackend, 'compose.yaml': content });
  return {
    passing: { files: files(passing) },
    failing: { files: files(failing) },
    places: lines.map((line) => `compose.yaml:${line}`),
  };
}

export const withBackend = '{"vm":{"composefile":"compose.yaml","exposes":{"socket":"backend.sock"}}}';

import { applyEdits, type Edit, indentationAt, lineEnd, lineStart } from '../../merge/edits.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';
import { copyInstruction } from '../reading/copy-source.ts';
import { type DockerfileText, type Instruction, parseDockerfile } from '../reading/dockerfile.ts';
import type { OwnServer } from '../reading/server.ts';
import { socketEdits, tarballEdits } from './instructions.ts';
import { labelEdits } from './labels.ts';

/** Starts the gateway with the Node.js and the libraries beside it, in an image of any base. */
export const GATEWAY_COMMAND = [
  '/ddext-gateway/lib/ld.so',
  '--library-path',
  '/ddext-gateway/lib',
  '/ddext-gateway/node',
  '--max-semi-space-size=1',
  '/ddext-gateway/package/dist/gateway.mjs',
] as const;

/** What the image of an extension gets. */
export interface DockerfileChange {
  readonly labels: Readonly<Record<'apiVersion' | 'accountInfo', string>>;
  /** The package of the gateway: a specifier for npm, and the tarball in the build context, if it is not published. */
  readonly gateway?: { readonly specifier: string; readonly tarball?: string } | undefined;
  /** The backend whose socket moves. */
  readonly server?: OwnServer | undefined;
  /** Files to copy into the image: path in the build context, and path in the image. */
  readonly copied: readonly (readonly [source: string, target: string])[];
  /** The folders, in the build context, of package.json files that have tarballs beside them. */
  readonly packageFolders?: readonly string[];
}

/** Changes the Dockerfile of an extension by ranges. Comments and formatting stay. */
export function withImageChange(original: string, change: DockerfileChange): string {
  const { text, restore } = withoutLineEndings(original);
  const dockerfile = parseDockerfile(text);
  const edits = [
    ...(change.gateway ? stageEdits(dockerfile, change.gateway) : []),
    ...tarballEdits(dockerfile, change.packageFolders ?? []),
    ...labelEdits(dockerfile, change.labels),
    ...copyEdits(dockerfile, change),
    ...(change.server ? socketEdits(dockerfile, change.server) : []),
  ];
  return restore(applyEdits(text, edits));
}

/** The stage with the gateway, above the last stage and the comments on it. */
function stageEdits(
  { text, stages }: DockerfileText,
  { specifier, tarball }: NonNullable<DockerfileChange['gateway']>,
): readonly Edit[] {
  const last = stages.at(-1);
  if (last === undefined) return [];
  const start = startWithComments(text, last.from, stages.length === 1);
  const lines = [
    '# Added by create-ddext-oauth: the gateway for sign-in, with the Node.js that it runs on.',
    'FROM --platform=$BUILDPLATFORM node:24-slim AS ddext-gateway-package',
    ...(tarball === undefined ? [] : [`COPY ${tarball} /gateway.tgz`]),
    `RUN npm install --prefix /package ${tarball === undefined ? specifier : '/gateway.tgz'}`,
    'FROM node:24-slim AS ddext-gateway',
    'WORKDIR /ddext-gateway',
    'COPY --from=ddext-gateway-package /package/node_modules/@ddext-oauth/gateway package',
    "RUN mkdir lib && cp /usr/local/bin/node . && cp -L $(ldd ./node | grep -o '/[^ ]*') lib && mv lib/ld-* lib/ld.so",
  ];
  return [{ start, end: start, text: `${lines.join('\n')}\n\n` }];
}

/** The first line of a file may be a directive, such as `# syntax=…`, and stays first. */
function startWithComments(text: string, from: Instruction, isOnly: boolean): number {
  let start = lineStart(text, from.start);
  while (start > 0) {
    const previous = lineStart(text, start - 1);
    if (previous === 0 || isOnly || !/^\s*#/.test(text.slice(previous, start))) break;
    start = previous;
  }
  return start;
}

function copyEdits({ text, stages }: DockerfileText, { gateway, copied }: DockerfileChange): readonly Edit[] {
  const last = stages.at(-1);
  if (last === undefined) return [];
  const lines = [
    ...copied.map(([source, target]) => copyInstruction(source, target)),
    ...(gateway ? ['COPY --from=ddext-gateway /ddext-gateway /ddext-gateway'] : []),
  ];
  if (lines.length === 0) return [];
  const place =
    last.instructions.findLast(({ keyword }) => keyword === 'COPY' || keyword === 'ADD') ??
    last.instructions.findLast(({ keyword }) => keyword === 'LABEL') ??
    last.from;
  const at = lineEnd(text, place.end);
  return [
    {
      start: at,
      end: at,
      text: lines.map((line) => `\n${indentationAt(text, place.start)}${line}`).join(''),
    },
  ];
}

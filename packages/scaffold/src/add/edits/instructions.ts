import { posix } from 'node:path';
import { type Edit, lineEnd, type Span } from '../../merge/edits.ts';
import { INNER } from '../gateway-settings.ts';
import { TARBALLS } from '../packages-change.ts';
import { beginningMatcher, copyInstruction } from '../reading/copy-source.ts';
import { type DockerfileText, finalStages } from '../reading/dockerfile.ts';
import { GUEST_SERVICES, type OwnServer } from '../reading/server.ts';

/** Where a stage copies a package.json alone, to install the packages, it needs their tarballs too. */
export function tarballEdits({ text, stages }: DockerfileText, folders: readonly string[]): readonly Edit[] {
  const copies = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword, flags }) => keyword === 'COPY' && !flags.has('from'));
  return folders.flatMap((folder) => {
    const manifest = posix.join(folder, 'package.json');
    const isManifest = (word: string) => beginningMatcher(posix.normalize(word))(manifest) === manifest;
    return copies
      .filter(({ words }) => words.slice(0, -1).some(isManifest))
      .map(({ words, end }) => {
        const target = (words.at(-1) ?? '').replace(/package\.json$/, '').replace(/(.)\/$/, '$1') || '.';
        const at = lineEnd(text, end);
        return {
          start: at,
          end: at,
          text: `\n${copyInstruction(posix.join(folder, TARBALLS), posix.join(target, TARBALLS))}`,
        };
      });
  });
}

/** The new path of the socket, in the instruction that sets it. */
export function socketEdits({ text, stages }: DockerfileText, { place, socket }: OwnServer): readonly Edit[] {
  if (place.where !== 'dockerfile') return [];
  const path = `${GUEST_SERVICES}/${socket}`;
  const { start, end } = place.instruction;
  const known = finalStages({ stages }).some(({ instructions }) =>
    instructions.some((each) => each.start === start),
  );
  if (!known) return [];
  return placesIn(text, path, { start, end }).map((at) => ({
    start: at,
    end: at + path.length,
    text: `${INNER}/${socket}`,
  }));
}

function placesIn(text: string, wanted: string, { start, end }: Span): readonly number[] {
  const places: number[] = [];
  for (
    let at = text.indexOf(wanted, start);
    at >= 0 && at < end;
    at = text.indexOf(wanted, at + wanted.length)
  )
    places.push(at);
  return places;
}

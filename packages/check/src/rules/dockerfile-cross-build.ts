import { chainOf, type Dockerfile, type Instruction, type Stage } from '../sources/dockerfile.ts';
import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const dockerfileCrossBuild = defineRule({
  id: 'dockerfile-cross-build',
  severity: 'error',
  over: 'workspace',
  needs: ['dockerfile'],
  what: 'A stage on the platform of the builder that compiles Go or Rust for the image compiles for the target platform.',
  why: 'The compiler produces a program for its own platform. In the image for the other platform, the backend does not start.',
  source: 'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
  fix: 'Add ARG TARGETOS TARGETARCH to the stage, and set GOOS=$TARGETOS GOARCH=$TARGETARCH for go build, or --target for cargo build. Or remove --platform from its FROM.',
  check: ({ dockerfile }) => {
    if (dockerfile === undefined) return [];
    return stagesInImage(dockerfile).flatMap((stage) => {
      const chain = chainOf(dockerfile.stages, dockerfile.stages.indexOf(stage));
      const platform = chain[0]?.from.flags.get('platform');
      if (platform === undefined || !ofBuilder.test(platform)) return [];
      const instructions = chain.flatMap(({ from, instructions }) => [from, ...instructions]);
      if (instructions.some(({ text }) => forTarget.test(text))) return [];
      return compilers(stage).map(({ at }) =>
        problem(at, `This compiles for ${platform}, which can be another platform than that of the image.`),
      );
    });
  },
});

const ofBuilder = /^(\$\{?BUILDPLATFORM\}?|linux\/amd64|linux\/arm64)$/;
const compiler = /\bgo\s+build\b|\bcargo\s+(build|install)\b/;

/** Anything that selects the platform for which the compiler produces a program. */
const forTarget =
  /TARGET(ARCH|PLATFORM)|GOARCH|\bxx-|--target\b|CARGO_BUILD_TARGET|\bmake\b|goreleaser|\bgox\b|--platform[= ]\S*TARGET/;

const compilers = ({ instructions }: Stage): readonly Instruction[] =>
  instructions.filter(({ keyword, text }) => keyword === 'RUN' && compiler.test(text));

/** The stages whose files the image has, directly or through other stages. */
function stagesInImage({ stages, finalStages }: Dockerfile): readonly Stage[] {
  const found = new Set<Stage>(finalStages);
  for (const stage of found) {
    const index = stages.indexOf(stage);
    for (const each of chainOf(stages, index)) found.add(each);
    for (const { flags } of stage.instructions) {
      const from = flags.get('from')?.toLowerCase();
      const source = stages.find(
        ({ from: { words } }, at) => words[2]?.toLowerCase() === from || String(at) === from,
      );
      if (from !== undefined && source) found.add(source);
    }
  }
  return [...found];
}

import { type Problem, problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

/** `ORG/NAME` in lower case, with a registry before it or without, and no tag. */
const shape =
  /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;

export const extensionId = defineRule({
  id: 'extension-id',
  severity: 'error',
  over: 'workspace',
  needs: ['extension'],
  what: "The extension's ID is the name of its image, ORG/NAME without a tag, and is the same in extension.ts, package.json and the README.",
  why: 'Docker Desktop opens a tab by the name of the installed image. A link with another ID opens nothing.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/guides/oauth2-flow/',
  fix: 'Use one name, in lower case and without a tag.',
  check: ({ extension, package: manifest, readme }) => {
    const member = extension?.members.get('id');
    if (typeof member?.value !== 'string') return [];
    const id = member.value;
    const problems: Problem[] = [];
    if (!shape.test(id))
      problems.push(problem(member.at, `"${id}" is not the name of an image, ORG/NAME without a tag.`));
    const [, simulated] = /--image[ =](\S+)/.exec(String(manifest?.at('scripts', 'dev') ?? '')) ?? [];
    if (manifest && simulated && nameOf(simulated) !== id) {
      const at = manifest.place('scripts', 'dev');
      problems.push(
        problem(at, `The script dev uses the ID ${simulated}, but the extension has the ID ${id}.`),
      );
    }
    const commands =
      readme?.matches(/docker (?:build --tag|extension (?:install|update)) (\S+?)[`\s]/g) ?? [];
    const others = commands.filter(({ match }) => nameOf(match[1] ?? '') !== id);
    return [
      ...problems,
      ...others.map(({ match, at }) =>
        problem(at, `The README contains the image ${match[1]}, but the ID is ${id}.`),
      ),
    ];
  },
});

/** A reference without its tag; a colon before a slash belongs to a registry's port. */
const nameOf = (reference: string) => reference.replace(/:[^/:]+$/, '');

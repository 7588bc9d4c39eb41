import { editJson, type Tree } from '../merge/edit-data.ts';
import type { FileVersions } from './file-outcome.ts';

type Members = Readonly<Record<string, Tree>>;

const SECTIONS = ['dependencies', 'devDependencies'];

/**
 * Of a package.json, the versions that the user has changed are not changed: newer templates do not decide which version a workspace
 * uses.
 */
export function keepVersions(versions: FileVersions): FileVersions {
  const { path, current, before, after } = versions;
  if (!/(^|\/)package\.json$/.test(path) || current === undefined || after === undefined) return versions;
  const [found, generated, manifest] = [parsed(current), parsed(before[0]), parsed(after)];
  if (found === undefined || generated === undefined || manifest === undefined) return versions;
  const sections = SECTIONS.flatMap((section) => {
    const [now, next] = [sectionOf(found, section), sectionOf(manifest, section)];
    const old = sectionOf(generated, section);
    const own = Object.keys(next).filter((name) => old[name] !== undefined && now[name] !== old[name]);
    if (own.length === 0) return [];
    return [[section, { ...next, ...Object.fromEntries(own.map((name) => [name, old[name] as Tree])) }]];
  });
  if (sections.length === 0) return versions;
  const kept = editJson(after, (value) => ({ ...(value as Members), ...Object.fromEntries(sections) }));
  return kept === undefined ? versions : { ...versions, after: kept };
}

function sectionOf(manifest: Tree, name: string): Members {
  const section = (manifest as Members)[name];
  return typeof section === 'object' && section !== null ? (section as Members) : {};
}

function parsed(text: string | undefined): Tree | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text.replace(/^\uFEFF/, '')) as Tree);
  } catch (error) {
    // The merge reports it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

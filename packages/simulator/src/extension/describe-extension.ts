import { existsSync } from 'node:fs';
import type { SimulatorOptions } from '../options.ts';
import type { Extension } from './read-extension.ts';

function describeBackend({ hasVm }: Extension, { backend }: SimulatorOptions): readonly string[] {
  if (backend !== undefined) return [];
  if (!hasVm) return ['The extension has no backend: metadata.json has no vm.'];
  return ['No backend runs, so vm.service rejects. Start one with --compose or --backend "COMMAND".'];
}

/** Most host binaries are made while the image is built. */
function describeBinaries({ hostBinaries }: Extension, { fromImage }: SimulatorOptions): readonly string[] {
  const missing = [...hostBinaries].flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  if (missing.length === 0 && fromImage !== undefined && hostBinaries.size > 0) {
    return [
      `host.cli.exec runs programs of the image on this machine: ${[...hostBinaries.keys()].join(', ')}.`,
    ];
  }
  if (missing.length === 0) return [];
  return [
    `Host binaries that the folder lacks: ${missing.join(', ')}. host.cli.exec rejects them. The build of the image may create them: --from-image IMAGE takes them from there.`,
  ];
}

/** What was found of an extension, and what was not, in sentences for the user. */
export function describeExtension(extension: Extension, options: SimulatorOptions): readonly string[] {
  const { title, image } = extension;
  const named =
    options.image === undefined && options.fromImage === undefined
      ? [`The extension is ${title}, image ${image.reference}. Name another image with --image ORG/NAME.`]
      : [];
  return [...named, ...describeBackend(extension, options), ...describeBinaries(extension, options)];
}

import type { TargetConfiguration } from './devkit.ts';

/** The properties that the targets depend on. */
export interface ExtensionProject {
  /** Whether the extension is its own workspace. Its Dockerfile then builds everything. */
  readonly atRoot: boolean;
  /** `ORG/NAME`, without a tag. */
  readonly image: string;
  /** Names of the scripts of its package.json. */
  readonly scripts: readonly string[];
}

/** The targets of an extension. Only targets that depend on files alone are cached. Nx does not know which images exist. */
export function targetsOf({ atRoot, image, scripts }: ExtensionProject): Record<string, TargetConfiguration> {
  const reference = `${image}:dev`;
  const command = (line: string): TargetConfiguration => ({
    executor: 'nx:run-commands',
    options: { command: line, cwd: '{projectRoot}' },
  });
  const script = (name: string, otherwise?: string): TargetConfiguration | undefined => {
    if (scripts.includes(name)) return { executor: 'nx:run-script', options: { script: name } };
    return otherwise === undefined ? undefined : command(otherwise);
  };
  const dev = script('dev');
  return {
    ...(dev && {
      dev: { ...dev, continuous: true, ...about('Opens the extension in a simulated dashboard') },
    }),
    check: {
      ...script('check', 'ddext-check'),
      cache: true,
      // The built UI is searched for secrets too.
      dependsOn: ['^build'],
      inputs: ['{projectRoot}/**/*', '^default'],
      ...about('Checks the extension for problems with its installation and sign-in'),
    },
    image: {
      ...command(`docker build --tag ${reference} .`),
      ...(!atRoot && { dependsOn: ['^build'] }),
      ...about(`Builds the image ${reference}`),
    },
    'install-extension': {
      ...command(`docker extension install ${reference} --force`),
      dependsOn: ['image'],
      ...about(`Installs ${reference} in Docker Desktop`),
    },
  };
}

function about(description: string): Pick<TargetConfiguration, 'metadata'> {
  return { metadata: { description, technologies: ['docker'] } };
}

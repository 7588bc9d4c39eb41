import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArguments, usage } from './ci/command-line.ts';
import { type CiPlan, type GraphProject, type PlanOptions, planCi } from './ci/plan.ts';
import { createProjectGraphAsync, workspaceRoot } from './devkit.ts';

/** `ddext-ci`, which the generated CI workflow runs. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseArguments(args);
  if (options) report(await plan(options));
  else process.stdout.write(usage);
}

async function plan(options: PlanOptions): Promise<CiPlan> {
  const { nodes } = await createProjectGraphAsync({ exitOnError: false });
  const projects: readonly GraphProject[] = Object.values(nodes).map(({ name, data }) => ({
    ...{ name, root: data.root },
    targets: Object.keys(data.targets ?? {}),
  }));
  return planCi(projects, affectedProjects(), options);
}

/** What `nx affected` would run, compared with NX_BASE and NX_HEAD, or with the default branch. */
function affectedProjects(): ReadonlySet<string> {
  const manifest = createRequire(join(workspaceRoot, 'package.json')).resolve('nx/package.json');
  const { bin } = createRequire(manifest)('./package.json') as { readonly bin: { readonly nx: string } };
  const command = [join(dirname(manifest), bin.nx), 'show', 'projects', '--affected', '--json'];
  const stdout = execFileSync(process.execPath, command, { cwd: workspaceRoot, encoding: 'utf8' });
  return new Set(JSON.parse(stdout) as string[]);
}

function report({ tasks, images }: CiPlan): void {
  const lines = `tasks=${JSON.stringify(tasks)}\nimages=${JSON.stringify(images)}\n`;
  const file = process.env.GITHUB_OUTPUT;
  if (file) appendFileSync(file, lines);
  // Printed too, so that the log of the run contains it.
  process.stdout.write(lines);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`ddext-ci: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

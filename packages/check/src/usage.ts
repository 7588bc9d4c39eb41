import { exitMeanings } from './errors.ts';
import { rules } from './rules/index.ts';

/** The text of --help. */
export function usage(): string {
  return `Usage: ddext-check [DIRECTORY] [--image REF] [--hosts LIST] [--json | --sarif] [--fail-on SEVERITY]

Checks the Docker Desktop extension in DIRECTORY (this folder unless given), or the only one below it, for
what breaks its installation or its sign-in, and for client secrets where they must not be.

  --image REF    check this image of the Docker Engine instead; DIRECTORY's .env says which secrets to look for
  --hosts LIST   the apps that run the extension, such as docker,podman; otherwise those in ddext-oauth.json
  --json         print the report as JSON
  --sarif        print the report as SARIF 2.1.0
  --fail-on S    exit with 1 for findings of this severity or a higher one: error, warning or note (default)
  --help, --version

ddext-check.json in DIRECTORY silences rules: {"silenced": {"RULE": "REASON"}}.

Exit codes:
${Object.entries(exitMeanings)
  .map(([code, meaning]) => `  ${code}  ${meaning}`)
  .join('\n')}

Rules:
${rules.map(({ id, severity, what }) => `  ${id.padEnd(24)} ${severity.padEnd(8)} ${what}`).join('\n')}`;
}

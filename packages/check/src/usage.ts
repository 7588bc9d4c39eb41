import { exitMeanings } from './errors.ts';
import { rules } from './rules/index.ts';

/** The text of --help. */
export function usage(): string {
  return `Usage: ddext-check [DIRECTORY] [--image REF] [--hosts LIST] [--json | --sarif] [--fail-on SEVERITY]

Checks the Docker Desktop extension in DIRECTORY (default: this folder), or the only one below it, for
mistakes that break its installation or sign-in, and for exposed client secrets.

  --image REF    check this image of the Docker Engine instead; DIRECTORY's .env has the secrets to search for
  --hosts LIST   the apps that run the extension, such as docker,podman (default: those in ddext-oauth.json)
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

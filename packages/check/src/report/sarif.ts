import type { Log, Result } from 'sarif';
import type { Finding, Report } from '../check.ts';
import { rules } from '../rules/index.ts';

/**
 * A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning services
 * read it. Silenced findings are suppressed results with their reason.
 *
 * @param version of this package
 */
export function sarifOf({ findings, notChecked }: Report, version: string): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ddext-check',
            semanticVersion: version,
            rules: rules.map(({ id, what, why, source, mend }) => ({
              id,
              shortDescription: { text: what },
              fullDescription: { text: why },
              help: { text: mend },
              ...(source.startsWith('https://') && { helpUri: source }),
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map(({ rule, reason }) => ({
              level: 'note',
              associatedRule: { id: rule },
              message: { text: `Not checked, because ${reason}` },
            })),
          },
        ],
        results: findings.map(resultOf),
      },
    ],
  } satisfies Log;
}

function resultOf({ rule, file, line, message, silenced }: Finding): Result {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: 'error',
    message: { text: message },
    locations: [
      { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: line } } },
    ],
    ...(silenced !== undefined && { suppressions: [{ kind: 'external', justification: silenced }] }),
  };
}

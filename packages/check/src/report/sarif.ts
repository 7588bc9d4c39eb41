import type { Log, Result } from 'sarif';
import { rules } from '../rules/index.ts';
import type { Finding, Report } from './report.ts';
import { wellFormed } from './visible.ts';

/**
 * A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning services
 * read it. Silenced findings are suppressed results with their reason.
 *
 * @param version of this package
 */
export function sarifOf({ findings, notChecked, incomplete }: Report, version: string): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ddext-check',
            semanticVersion: version,
            rules: rules.map(({ id, what, why, source, fix }) => ({
              id,
              shortDescription: { text: what },
              fullDescription: { text: why },
              help: { text: fix },
              ...(source.startsWith('https://') && { helpUri: source }),
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: incomplete.length === 0,
            toolExecutionNotifications: [
              ...notChecked.map(({ rule, reason }) => ({
                level: 'note' as const,
                associatedRule: { id: rule },
                message: { text: `Not checked, because ${reason}` },
              })),
              ...incomplete.map((part) => ({
                level: 'error' as const,
                message: { text: `Not checked: ${part}.` },
              })),
            ],
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
      { physicalLocation: { artifactLocation: { uri: addressOf(file) }, region: { startLine: line } } },
    ],
    ...(silenced !== undefined && { suppressions: [{ kind: 'external', justification: silenced }] }),
  };
}

/** A path as a URI reference, each segment encoded (RFC 3986 section 3.3). */
function addressOf(file: string): string {
  const [scheme = ''] = /^(image:)?/.exec(file) ?? [];
  const segments = wellFormed(file.slice(scheme.length)).split('/');
  return scheme + segments.map(encodeURIComponent).join('/');
}

import { posix } from 'node:path';
import type { Log, Result } from 'sarif';
import { rules } from '../rules/index.ts';
import type { Finding, Report } from './report.ts';
import { wellFormed } from './visible.ts';

/**
 * A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning services
 * read it. Silenced findings are suppressed results with their reason.
 *
 * @param version of this package
 * @param below the folder of the extension, relative to that to which the addresses in the report are relative, such as the root of the
 *   repository. Empty if it is the same.
 */
export function sarifOf({ findings, notChecked, incomplete }: Report, version: string, below = ''): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ddext-check',
            semanticVersion: version,
            rules: rules.map(({ id, severity, what, why, source, fix }) => ({
              id,
              defaultConfiguration: { level: severity },
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
        results: findings.map((finding) => resultOf(finding, below)),
      },
    ],
  } satisfies Log;
}

function resultOf({ rule, severity, file, line, message, silenced }: Finding, below: string): Result {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: addressOf(file, below) }, region: { startLine: line } },
      },
    ],
    ...(silenced !== undefined && { suppressions: [{ kind: 'external', justification: silenced }] }),
  };
}

/** A path as a URI reference, each segment encoded (RFC 3986 section 3.3). */
function addressOf(file: string, below: string): string {
  const [scheme = ''] = /^(image:)?/.exec(file) ?? [];
  if (scheme === '' && below !== '') return addressOf(posix.join(below, file), '');
  const segments = wellFormed(file.slice(scheme.length)).split('/');
  return scheme + segments.map(encodeURIComponent).join('/');
}

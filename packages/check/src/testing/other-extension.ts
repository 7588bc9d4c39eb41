import type { Report } from '../report/report.ts';
import { checkFiles, type Files } from './workspaces.ts';

const labels = `LABEL org.opencontainers.image.title="T" org.opencontainers.image.description="D" org.opencontainers.image.vendor="V" \\
  com.docker.desktop.extension.api.version=">= 0.3.4" com.docker.desktop.extension.icon="https://example.com/i.svg" \\
  com.docker.extension.screenshots="[{\\"alt\\":\\"a\\",\\"url\\":\\"https://example.com/s.png\\"}]" com.docker.extension.detailed-description="d" \\
  com.docker.extension.publisher-url="https://example.com" com.docker.extension.changelog="c" com.docker.extension.categories="utility-tools"`;

const tab = { title: 'T', root: 'ui', src: 'index.html' };

/** metadata.json with a page, and with more. */
export const metadata = (more: object = {}): string =>
  JSON.stringify({ icon: 'icon.svg', ui: { 'dashboard-tab': tab }, ...more });

/** A Dockerfile of an extension: stages before the last one, and instructions in the last one. */
export function dockerfile({
  before = '',
  from = 'alpine',
  copies = 'COPY ui /ui',
  after = '',
} = {}): string {
  return `${before}FROM ${from}\n${labels}\nCOPY metadata.json icon.svg /\n${copies}\n${after}`;
}

/** The files of an extension that ddext-oauth did not create, without a mistake. */
export const otherExtension: Files = {
  Dockerfile: dockerfile(),
  'metadata.json': metadata(),
  'icon.svg': '<svg/>',
  'ui/index.html': '<!doctype html><body></body>',
};

/** The same with a backend in a compose file. */
export const withService = (settings: string): Files => ({
  ...otherExtension,
  Dockerfile: dockerfile({ copies: 'COPY ui /ui\nCOPY docker-compose.yaml /', after: 'USER nobody\n' }),
  'metadata.json': metadata({ vm: { composefile: 'docker-compose.yaml', exposes: { socket: 'b.sock' } } }),
  'docker-compose.yaml': `services:\n  b:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n${settings}`,
});

/** The result for an extension: each finding, and the reason of each rule that is not checked. */
export interface CheckedExtension {
  /** As `RULE FILE:LINE`. */
  readonly findings: readonly string[];
  readonly report: Report;
  readonly reason: (rule: string) => string | undefined;
}

/** Checks the files of an extension. */
export async function checkExtension(files: Files): Promise<CheckedExtension> {
  const report = await checkFiles(files);
  return {
    findings: report.findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`),
    report,
    reason: (rule) => report.notChecked.find((each) => each.rule === rule)?.reason,
  };
}

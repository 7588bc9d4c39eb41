import type { Evidence } from '../reference.ts';

const NANGO = 'npm @nangohq/providers@0.71.10 providers.yaml';
const HOG = 'trufflesecurity/trufflehog pkg/detectors';

/**
 * The sources of the key methods, by provider. Facts without a source here come from general knowledge, and
 * were not confirmed.
 */
export const keyEvidence: Readonly<Record<string, readonly Evidence[]>> = {
  airtable: [
    { source: 'https://docs.dust.tt/docs/airtable', grade: 'report', facts: ['console', 'scopes'] },
    { source: NANGO, grade: 'preset', facts: ['header', 'format', 'apiHosts'] },
  ],
  buildkite: [{ source: `${HOG}/buildkite/v2/buildkite.go@2c3c43f`, grade: 'report', facts: ['format'] }],
  circleci: [{ source: `${HOG}/circleci/v2/circleci.go@058cb2d`, grade: 'report', facts: ['format'] }],
  clickup: [
    {
      source: 'https://clickup.com/api/readme_documentation/v2.0/getting_started/authentication/',
      grade: 'vendor',
      facts: ['console', 'header', 'format'],
    },
    { source: 'npm @auth/core@0.41.3 providers/click-up.js', grade: 'preset', facts: ['verification'] },
  ],
  cloudflare: [
    { source: NANGO, grade: 'preset', facts: ['header', 'apiHosts'] },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/cloudflare',
      grade: 'preset',
      facts: ['verification'],
    },
  ],
  'docker-hub': [{ source: `${HOG}/dockerhub/v2/dockerhub.go@07c34e1`, grade: 'report', facts: ['format'] }],
  figma: [
    {
      source: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
      grade: 'vendor',
      facts: ['console', 'header'],
    },
    {
      source: 'https://www.skills.sh/jeremylongshore/claude-code-plugins-plus-skills/figma-security-basics',
      grade: 'report',
      facts: ['format'],
    },
  ],
  github: [{ source: NANGO, grade: 'preset', facts: ['header', 'format', 'apiHosts', 'verification'] }],
  gitlab: [{ source: NANGO, grade: 'preset', facts: ['header', 'format', 'apiHosts', 'verification'] }],
  grafana: [{ source: NANGO, grade: 'preset', facts: ['header', 'format', 'apiHosts', 'verification'] }],
  // No source was read: its form and a request that proves it are unknown.
  jfrog: [],
  'new-relic': [
    {
      source: `${HOG}/newrelicpersonalapikey/newrelicpersonalapikey.go@11880cb`,
      grade: 'report',
      facts: ['apiHosts'],
    },
  ],
  ngrok: [
    {
      source: `${HOG}/ngrok/ngrok.go@0bb66ff`,
      grade: 'report',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
  ],
  posthog: [
    { source: NANGO, grade: 'preset', facts: ['header', 'format'] },
    {
      source: 'PostHog/posthog.com@093d76e contents/docs/api/oauth.mdx',
      grade: 'vendor',
      facts: ['format.others'],
    },
  ],
  'sonarqube-cloud': [
    {
      source: `${HOG}/sonarcloud/sonarcloud.go@093b39f`,
      grade: 'report',
      facts: ['header', 'apiHosts', 'verification'],
    },
  ],
  tailscale: [
    { source: NANGO, grade: 'preset', facts: ['header', 'format', 'apiHosts', 'verification'] },
    { source: `${HOG}/tailscale/tailscale.go@113db2a`, grade: 'report', facts: ['format'] },
  ],
  vercel: [{ source: NANGO, grade: 'preset', facts: ['header', 'apiHosts', 'verification'] }],
};

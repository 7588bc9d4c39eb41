/**
 * Prefixes that one provider uses, with its name: a key of one provider is not sent to another, also where the form of the
 * other's keys is not known. The key methods have the sources of those of their providers.
 */
export const knownPrefixes: readonly (readonly [prefix: string, provider: string])[] = [
  ['AKIA', 'AWS'],
  ['dckr_', 'Docker Hub'],
  ['dop_v1_', 'DigitalOcean'],
  ['figd_', 'Figma'],
  ['ghp_', 'GitHub'],
  ['gho_', 'GitHub'],
  ['ghs_', 'GitHub'],
  ['ghu_', 'GitHub'],
  ['github_pat_', 'GitHub'],
  ['glpat-', 'GitLab'],
  ['glsa_', 'Grafana'],
  ['hf_', 'Hugging Face'],
  ['lin_api_', 'Linear'],
  ['nfp_', 'Netlify'],
  ['NRAK-', 'New Relic'],
  ['ntn_', 'Notion'],
  ['phx_', 'PostHog'],
  ['rk_live_', 'Stripe'],
  ['rk_test_', 'Stripe'],
  ['sk_live_', 'Stripe'],
  ['sk_test_', 'Stripe'],
  ['sntryu_', 'Sentry'],
  ['tskey-', 'Tailscale'],
  ['vcp_', 'Vercel'],
  ['xoxb-', 'Slack'],
  ['xoxp-', 'Slack'],
];

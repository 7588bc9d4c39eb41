import { describe, expect, test } from '@jest/globals';
import { catalog } from '../catalog.ts';
import type { Combination } from './combination.ts';
import { combinationsOf, dimensions } from './combination.ts';
import { alternativesTo, judge, judgeChoice } from './judge.ts';
import { rules } from './rules.ts';

/**
 * The expected result of each provider by its documentation, independent of the presets. y: works. n: does not. ?: no
 * source shows either. The columns are for a backend. The results for a page are derived below.
 *
 *   1, 2  backend-callback, with a secret and without    7, 8  device code, with a secret and without
 *   3, 4  extension-tab by the scheme, likewise          9     client credentials
 *   5, 6  extension-tab by the bridge, likewise
 */
const documented = `
  oidc               yy???????  kinde              yy???????
  oauth2             yy???????  linear             y???????y
  airtable           yy???????  linkedin           ?nnnnn?n?
  asana              yn?n?n?n?  login-with-amazon  y?nn??nn?
  atlassian          y????????  logto              yynn????y
  auth0              yy????yyy  mattermost         yynn?????
  authelia           yynn????y  microsoft-entra-id yy????yyy
  authentik          yyyy??yyy  miro               y????????
  azure-devops       yy????yyy  monday             ?????????
  bitbucket          y?????nny  netlify            y????????
  box                y?nn????y  nextcloud          ?n?n?n?n?
  casdoor            yy??????y  notion             ?????????
  clickup            yn?n?n?n?  okta               yy????yyy
  cloudflare         yy????nnn  onelogin           ?????????
  coder              yy???????  ory                yy????yyy
  cognito            yy??????y  pagerduty          ????????y
  datadog            yy???????  pingone            yy????yyy
  dex                yyyy??yy?  pocket-id          yy???????
  digitalocean       ?????????  posthog            yynn?????
  discord            yy????yyy  railway            yy???????
  dropbox            yy???????  salesforce         yy???????
  facebook           ?????????  sentry             yy????yyn
  figma              ?????????  slack              yy???????
  forgejo            yy????nnn  snyk               yn?n?n?ny
  fusionauth         y???????y  spotify            yy???????
  gitea              yy????nnn  stripe             ?????????
  github             ynyn?nyy?  supabase           y????????
  gitlab             yyyy??yyy  twitch             yn?n?nyyy
  google             y?nn??y??  vercel             yy???????
  heroku             y????????  webex              y????????
  hubspot            y????????  workos             y?????y?y
  hugging-face       ?????????  x                  yy???????
  jumpcloud          ?????????  zitadel            yyyy??yyy
  keycloak           yyyy??yyy  zoom               yy???????
  aws                yynn??nnn
`;

type Mark = 'y' | 'n' | '?';
const expected = new Map(
  [...documented.matchAll(/(\S+) +([yn?]{9})/g)].map(([, id, marks]) => [
    id as string,
    [...(marks as string)] as Mark[],
  ]),
);

/** The expected result for one combination, from the table and rules for all providers. */
function markOf({ preset, grant, strategy, redirect, exchange, client, host }: Combination): Mark {
  const marks = expected.get(preset.id) as Mark[];
  const inPage = exchange === 'ui';
  const isPublic = client === 'public';
  if (strategy === 'backend-callback' && (inPage || redirect === 'bridge')) return 'n';
  if (inPage && !isPublic) return 'n';
  if (grant === 'client_credentials') return isPublic ? 'n' : (marks[8] as Mark);
  if (inPage && host === 'podman') return 'n';
  if (grant === 'authorization_code' && strategy === 'extension-tab' && host !== 'docker') return 'n';
  const column =
    grant === 'device_code' ? 6 : strategy === 'backend-callback' ? 0 : redirect === 'scheme' ? 2 : 4;
  const mark = marks[column + (isPublic ? 1 : 0)] as Mark;
  // Docker does not document whether Docker Desktop enforces CORS for a page.
  return inPage && mark === 'y' && host === 'docker' ? '?' : mark;
}

const marks = new Map<unknown, Mark>([
  [true, 'y'],
  ['unknown', '?'],
  [false, 'n'],
]);

describe('the compatibility rules', () => {
  test('have an expected result for every provider of the catalog, and no other', () => {
    expect([...expected.keys()].sort()).toEqual(catalog.map(({ id }) => id).sort());
  });

  test('know of at least 55 named providers whether a client with a secret can sign in, by the callback server', () => {
    const named = catalog.filter(({ id }) => id !== 'oidc' && id !== 'oauth2');
    const choice = { strategy: 'backend-callback', grant: 'authorization_code' } as const;
    const known = named.filter((preset) => judgeChoice(preset, choice).possible !== 'unknown');
    expect(known.length).toBeGreaterThanOrEqual(55);
  });

  test.each(catalog.map((preset) => [preset.id, preset] as const))(
    'judge %s in every combination as its documentation does',
    (_id, preset) => {
      const combinations = combinationsOf(preset);
      expect(combinations).toHaveLength(144);
      const name = ({ preset: _preset, ...parts }: Combination) => Object.values(parts).join(' ');
      expect(combinations.map((each) => `${name(each)}: ${marks.get(judge(each).possible)}`)).toEqual(
        combinations.map((each) => `${name(each)}: ${markOf(each)}`),
      );
    },
  );

  test('give a reason for each combination that is not possible or has doubts, and a rule for each reason', () => {
    const ids = new Set(rules.map(({ id }) => id));
    for (const combination of catalog.flatMap(combinationsOf)) {
      const { possible, reasons } = judge(combination);
      expect(reasons.length > 0).toBe(possible !== true);
      for (const { rule, verdict } of reasons) {
        expect([ids.has(rule), verdict.possible]).toEqual([true, possible]);
        if (verdict.possible !== true) expect(verdict.reason).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('give the doubt about the loopback host that the redirect URI has, if each host is in doubt', () => {
    const doubted = catalog.filter(({ redirects: { loopbackAddress, localhost } }) =>
      [loopbackAddress, localhost].every(({ possible }) => possible === 'unknown'),
    );
    for (const preset of doubted) {
      const { loopbackHost, redirects } = preset;
      const choice = { strategy: 'backend-callback', grant: 'authorization_code' } as const;
      const reasons = judgeChoice(preset, choice).reasons.filter(({ rule }) => rule === 'loopback');
      const verdict = loopbackHost === 'localhost' ? redirects.localhost : redirects.loopbackAddress;
      expect([preset.id, reasons]).toEqual([preset.id, [{ rule: 'loopback', verdict }]]);
    }
    expect(new Set(doubted.map(({ loopbackHost }) => loopbackHost)).size).toBe(2);
  });

  test('contain no rule that decides no combination', () => {
    const deciding = new Set(
      catalog
        .flatMap(combinationsOf)
        .flatMap((each) => judge(each).reasons)
        .map(({ rule }) => rule),
    );
    expect(rules.filter(({ id }) => !deciding.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('name an alternative to every choice that does not work, if there is one', () => {
    for (const preset of catalog) {
      for (const strategy of dimensions.strategy) {
        const choice = {
          strategy,
          exchange: 'backend',
          redirect: 'scheme',
          grant: 'authorization_code',
        } as const;
        if (judgeChoice(preset, choice).possible !== false) continue;
        const [instead] = alternativesTo(preset, choice);
        expect([preset.id, instead !== undefined]).toEqual([preset.id, true]);
        expect(instead && judge(instead).possible).not.toBe(false);
      }
    }
  });
});

import { bridgeLink, isBridge } from '../../desktop-links/bridge.ts';
import { linkOpenedBy } from '../../desktop-links/rewrite.ts';
import { messageOf, SimulatorError } from '../../errors.ts';
import { tokenHeader } from '../../http/token.ts';
import { consentForm } from '../pages/consent-page.ts';
import { chooseUserForm } from '../pages/sign-in-page.ts';
import { CookieJar } from './cookie-jar.ts';

export interface SignInOptions {
  /** The `sub` of one of `identityProvider.testUsers`, such as "ada". */
  readonly user: string;
  /** Denies the request on the consent page. */
  readonly deny?: boolean;
  /**
   * As returned by `startSimulator`. It is opened first, so that the dashboard accepts a docker-desktop:// link. A
   * sign-in that ends on the published port does not need it.
   */
  readonly dashboardUrl?: string;
}

/** The last page: the extension's own, or the one that delivered a docker-desktop:// link. */
export interface SignedIn {
  readonly finalUrl: string;
  readonly status: number;
  readonly body: string;
  /** The delivered docker-desktop:// link, which opened the extension tab. */
  readonly deliveredLink?: string;
}

interface Step extends SignedIn {
  readonly location: string | undefined;
}

/** More than any sign-in needs. It ends a redirect loop. */
const mostSteps = 25;

function failed(step: string, why: string): SimulatorError {
  return new SimulatorError('sign-in-failed', `The sign-in failed at ${step}: ${why}`);
}

/** A URL without its query, which may contain a code. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

async function take(
  jar: CookieJar,
  url: string,
  form?: URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Step> {
  const target = new URL(url);
  const web = target.protocol === 'http:' || target.protocol === 'https:';
  if (!web || isBridge(url)) {
    throw failed(
      web ? target.origin : target.protocol,
      'no request can be sent there. Only the simulator accepts it, from its test identity provider, unless form-action forbids it.',
    );
  }
  const response = await fetch(target, {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: jar.headerFor(target), ...headers },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  }).catch((error: unknown) => {
    const { cause = 'no answer' } = error as { cause?: unknown };
    throw failed(nameOf(url), `${messageOf(error)} (${messageOf(cause)}).`);
  });
  jar.keep(target, response.headers.getSetCookie());
  const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
  return {
    finalUrl: url,
    status: response.status,
    body: await response.text(),
    location: location === null ? undefined : new URL(location, url).href,
  };
}

/** The action of a form on the test identity provider's pages, by the ID of the form. */
function formAction({ body, finalUrl }: Step, id: string): string | undefined {
  const tag = new RegExp(`<form id="${id}"[^>]*>`).exec(body)?.[0];
  const action = tag && /action="([^"]*)"/.exec(tag)?.[1];
  return action && new URL(action, finalUrl).href;
}

interface FilledForm {
  readonly action: string;
  readonly fields: URLSearchParams;
}

/** The form of a device code page that already contains the code (RFC 8628 section 3.3.1). */
function deviceForm({ body, finalUrl }: Step): FilledForm | undefined {
  for (const [, attributes = '', inputs = ''] of body.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const action = /action="([^"]*)"/.exec(attributes)?.[1];
    const fields = new URLSearchParams();
    for (const [input] of inputs.matchAll(/<input[^>]*>/g)) {
      const [name, value] = [/name="([^"]*)"/, /value="([^"]*)"/].map((part) => part.exec(input)?.[1]);
      if (name && value) fields.append(name, value);
    }
    if (action && fields.has('user_code')) return { action: new URL(action, finalUrl).href, fields };
  }
  return undefined;
}

/** The link on the simulated bridge page. A browser opens it automatically. */
function beyondBridge({ body, finalUrl }: Step): string | undefined {
  const href = new RegExp(`<a [^>]*id="${bridgeLink}" href="([^"]*)"`).exec(body)?.[1];
  return href && new URL(href.replaceAll('&amp;', '&'), finalUrl).href;
}

/**
 * Whether the dashboard accepted the docker-desktop:// link. In a browser, the page's script sends the token. The
 * token is sent to no other origin.
 */
async function isDelivered(
  jar: CookieJar,
  { finalUrl, status }: Step,
  dashboardUrl?: string,
): Promise<boolean> {
  if (status !== 200 || dashboardUrl === undefined) return status === 200;
  const { origin, searchParams } = new URL(dashboardUrl);
  if (origin !== new URL(finalUrl).origin) return true;
  const headers = { [tokenHeader]: searchParams.get('token') ?? '' };
  return (await take(jar, finalUrl, new URLSearchParams(), headers)).status === 204;
}

async function ended(jar: CookieJar, page: Step, dashboardUrl?: string): Promise<SignedIn> {
  const { finalUrl, status, body } = page;
  const link = linkOpenedBy(finalUrl);
  if (link === undefined) return { finalUrl, status, body };
  if (status === 403) {
    throw failed(
      nameOf(finalUrl),
      'the dashboard accepts links only from a browser that opened it. Pass dashboardUrl as startSimulator returns it.',
    );
  }
  const isTaken = await isDelivered(jar, page, dashboardUrl);
  return { finalUrl, status, body, ...(isTaken ? { deliveredLink: link } : {}) };
}

function chooseUser(page: Step, user: string): URLSearchParams {
  const offered = [...page.body.matchAll(/name="user" value="([^"]*)"/g)].map(([, sub]) => sub);
  if (!offered.includes(user)) {
    throw failed('choosing a user', `"${user}" is not one of ${offered.join(', ')}.`);
  }
  return new URLSearchParams({ user });
}

/**
 * Signs in at the test identity provider without a browser: follows redirects, keeps cookies, chooses the user,
 * allows or denies, confirms a device code in the URL, and continues from the bridge page.
 *
 * @param url the URL that `openExternal` received
 * @returns the first page that is neither a redirect nor a page of the provider, with any status
 * @throws SimulatorError `sign-in-failed`, with the step
 */
export async function signInOverHttp(
  url: string,
  { user, deny = false, dashboardUrl }: SignInOptions,
): Promise<SignedIn> {
  const jar = new CookieJar();
  if (dashboardUrl !== undefined) await take(jar, dashboardUrl);
  let step = await take(jar, url);
  for (let steps = 1; steps < mostSteps; steps++) {
    const choose = formAction(step, chooseUserForm);
    const consent = formAction(step, consentForm);
    const bridge = beyondBridge(step);
    const code = deviceForm(step);
    if (step.location !== undefined) step = await take(jar, step.location);
    else if (choose !== undefined) step = await take(jar, choose, chooseUser(step, user));
    else if (consent !== undefined) {
      step = await take(jar, consent, new URLSearchParams({ action: deny ? 'deny' : 'allow' }));
    } else if (code !== undefined) step = await take(jar, code.action, code.fields);
    else if (bridge !== undefined) step = await take(jar, bridge);
    else return ended(jar, step, dashboardUrl);
  }
  throw failed(nameOf(step.finalUrl), `not finished after ${mostSteps} steps because of a redirect loop.`);
}

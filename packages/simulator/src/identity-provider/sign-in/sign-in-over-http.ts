import { bridgeLink, isBridge } from '../../desktop-links/bridge.ts';
import { linkOpenedBy } from '../../desktop-links/rewrite.ts';
import { messageOf, SimulatorError } from '../../errors.ts';
import { tokenHeader } from '../../http/token.ts';
import { consentForm } from '../pages/consent-page.ts';
import { chooseUserForm } from '../pages/sign-in-page.ts';
import { CookieJar } from './cookie-jar.ts';

export interface SignInOptions {
  /** The `sub` of one of `identityProvider.test users`, such as "ada". */
  readonly user: string;
  /** Denies the request on the consent page, instead of allowing it. */
  readonly deny?: boolean;
  /**
   * As `startSimulator` gives it: opened first, so that the dashboard takes a docker-desktop:// link. A sign-in that ends on the
   * published port does not need it.
   */
  readonly dashboardUrl?: string;
}

/** The page on which the walk ended: the extension's own, or the one that delivered a docker-desktop:// link. */
export interface SignedIn {
  readonly finalUrl: string;
  readonly status: number;
  readonly body: string;
  /** The docker-desktop:// link that was delivered there: what the extension's tab is opened with. */
  readonly deliveredLink?: string;
}

interface Step extends SignedIn {
  readonly location: string | undefined;
}

/** Far more than any sign-in has; a loop of redirects ends here. */
const mostSteps = 25;

function failed(step: string, why: string): SimulatorError {
  return new SimulatorError('sign-in-failed', `The sign-in failed at ${step}: ${why}`);
}

/** A step without its query, which may hold a code. */
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
      'no request can be sent there. Only the simulator takes it, from its own provider, unless form-action forbids it.',
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

/** The built-in provider's form on a page, found by its id. */
function formAction({ body, finalUrl }: Step, id: string): string | undefined {
  const tag = new RegExp(`<form id="${id}"[^>]*>`).exec(body)?.[0];
  const action = tag && /action="([^"]*)"/.exec(tag)?.[1];
  return action && new URL(action, finalUrl).href;
}

interface FilledForm {
  readonly action: string;
  readonly fields: URLSearchParams;
}

/** The form of a page for device codes that has the code in it already: its buttons only send it (RFC 8628 section 3.3.1). */
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

/** The button of the page that stands in for Docker's bridge, which goes on by itself in a browser. */
function beyondBridge({ body, finalUrl }: Step): string | undefined {
  const href = new RegExp(`<a [^>]*id="${bridgeLink}" href="([^"]*)"`).exec(body)?.[1];
  return href && new URL(href.replaceAll('&amp;', '&'), finalUrl).href;
}

/**
 * Whether the page that a docker-desktop:// link led to took it. The dashboard's page leaves that to its script, which has the
 * token; the token goes to no other origin.
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
      'the dashboard takes a link only from a browser that opened it. Pass dashboardUrl as startSimulator gives it.',
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
 * Walks through a sign-in at the built-in identity provider as a browser would, without one: follows
 * redirects, keeps cookies, chooses the user, allows or denies, confirms a device code that the address carries, and goes
 * on from Docker's bridge.
 *
 * @param url where `openExternal` would have taken the browser
 * @returns the first page that is neither a redirect nor one of the provider's questions, whatever its status
 * @throws SimulatorError `sign-in-failed`, naming the step
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
  throw failed(nameOf(step.finalUrl), `no end after ${mostSteps} steps; it redirects in a circle.`);
}

import type { Observation } from '../core/http/fetch.ts';
import { requestMeanings, responseMeanings } from './meanings.ts';
import { shown, shownAuthorization } from './redaction.ts';
import type { ConnectionTestLine, ConnectionTestPart } from './step.ts';

/** Returns the requests and responses of a step, without secrets. */
export function observedParts(observations: readonly Observation[]): ConnectionTestPart[] {
  return observations.flatMap((observation) => {
    const sent = sentLines(observation);
    const received = receivedLines(observation);
    return [
      { heading: `${observation.method} ${withoutQuery(observation.url)}`, lines: sent },
      { heading: `Response: HTTP ${observation.status}`, lines: received },
    ];
  });
}

function sentLines({ headers, body }: Observation): ConnectionTestLine[] {
  const authorization = headers.get('authorization');
  const header = authorization ? [{ name: 'Authorization', value: shownAuthorization(authorization) }] : [];
  const proof = headers.get('dpop');
  const dpop = proof === null ? [] : [line('DPoP', proof, requestMeanings)];
  const form = body instanceof URLSearchParams ? [...body] : [];
  return [...header, ...dpop, ...form.map(([name, value]) => line(name, value, requestMeanings))];
}

function receivedLines({ contentType, location, members }: Observation): ConnectionTestLine[] {
  if (members === undefined) {
    const redirect = location === undefined ? [] : [{ name: 'Location', value: withoutQuery(location) }];
    return [{ name: 'Content-Type', value: contentType ?? 'none' }, ...redirect];
  }
  return Object.entries(members).map(([name, value]) => line(name, value, responseMeanings));
}

function line(name: string, value: unknown, meanings: ReadonlyMap<string, string>): ConnectionTestLine {
  // A revocation request contains the token as "token".
  const secret = name === 'token' ? 'access_token' : name;
  const meaning = meanings.get(name);
  return { name, value: shown(secret, value), ...(meaning && { meaning }) };
}

/** A query may contain secrets. */
function withoutQuery(url: string): string {
  if (!URL.canParse(url)) return url.split('?')[0] ?? '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

import { keyCatalog, testOutcomeIn, testResponse } from '@ddext-oauth/providers/catalog';
import express, { type RequestHandler } from 'express';
import type { TestUser } from './test-users.ts';

type Method = (typeof keyCatalog)[number];

/**
 * Answers requests with test keys in place of the API of each provider, at `/keys/PROVIDER/HOST/PATH`: the verification request as the
 * provider would, and no other. The key is in the header of its method, as it would be at the provider.
 *
 * @param owner of the keys that work
 */
export function keyApi(owner: TestUser): RequestHandler {
  const profile = { id: owner.sub, name: owner.name, email: owner.email, avatarUrl: owner.picture };
  return express.Router().all('/keys/:provider/:host{/*path}', (request, response) => {
    const { provider } = request.params;
    const method = keyCatalog.find((each) => each.provider === provider);
    const outcome = method && testOutcomeIn(sentKey(request.get(method.header.name) ?? ''));
    const path = request.path.split('/').slice(4).join('/');
    if (!method || !outcome) return response.status(401).json({ message: 'This is not a test key.' });
    if (outcome === 'works' && !isVerification(method, `/${path}`)) {
      const message = `The simulator answers only the verification request of ${method.name}.`;
      return response.status(404).json({ message });
    }
    const { status, body } = testResponse(method, outcome, profile);
    return response.status(status).type('json').send(body);
  });
}

/** With `Basic`, the key is in the decoded value (RFC 7617). */
function sentKey(header: string): string {
  const [, encoded] = /^basic (.+)$/i.exec(header) ?? [];
  return encoded === undefined ? header : Buffer.from(encoded, 'base64').toString();
}

/** A path can contain parameters. */
function isVerification({ verification }: Method, path: string): boolean {
  const [, expected = ''] = /^https:\/\/[^/]+(\/[^?]*)/.exec(verification?.url ?? '') ?? [];
  const pattern = expected.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[^/]+')}$`).test(path);
}

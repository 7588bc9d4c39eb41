import { type Auth, AuthError } from '@ddext-oauth/auth';
import { Router } from 'express';

/**
 * An example of a call to a provider's API: `GET /example?account=ID` returns the user info of an account. The access token
 * stays in the backend. Replace it with the calls that your extension needs: pass a URL in place of `userinfo_endpoint`.
 */
export function example(auth: Pick<Auth, 'fetch'>): Router {
  return Router().get('/', async (request, response) => {
    try {
      const answer = await auth.fetch(String(request.query.account), 'userinfo_endpoint');
      if (!answer.ok) throw new AuthError('provider-refused', `The provider returned HTTP ${answer.status}.`);
      response.json({ ok: true, value: await answer.json() });
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      // Status 200, because Docker Desktop versions handle other statuses differently.
      response.json({ ok: false, error: error.report() });
    }
  });
}

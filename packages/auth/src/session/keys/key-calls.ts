import { USER_INFO } from '../../core/client/api-hosts.ts';
import { AuthError } from '../../core/errors.ts';
import {
  allowedKeyTarget,
  type KeyRequestOptions,
  sendWithKey,
  verificationRequest,
} from '../../core/keys/key-request.ts';
import type { KeyCredential, ResolvedKey } from '../../core/keys/key-settings.ts';
import type { ApiRequest } from '../api-calls/api.ts';
import { requestHeaders } from '../api-calls/request-headers.ts';

/**
 * Calls an API with a key, in the header of its method.
 *
 * @param url an absolute URL, or `userinfo_endpoint` for the request that verifies the key
 * @throws AuthError `host-not-allowed` | `request-invalid` | `provider-unreachable` | `provider-misconfigured`
 */
export async function callWithKey(
  key: ResolvedKey,
  credential: KeyCredential,
  url: string,
  { method = 'GET', headers, body }: ApiRequest,
  options: KeyRequestOptions,
): Promise<Response> {
  if (url !== USER_INFO) {
    const target = allowedKeyTarget(key, url);
    return sendWithKey(key, credential, target, { method, headers: requestHeaders(headers), body }, options);
  }
  const { verification } = key;
  if (!verification) throw new AuthError('request-invalid', `${key.name} has no user info endpoint.`);
  const target = allowedKeyTarget(key, verification.url);
  return sendWithKey(key, credential, target, verificationRequest(verification.request), options);
}

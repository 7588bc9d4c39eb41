import { randomBytes, randomUUID } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { type RegisteredExtension, registeredClient } from './client.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { deviceCodeConfirmPage, deviceCodeInputPage, deviceSuccessPage } from './pages/device-pages.ts';
import { errorPage, loggedOutPage, logoutPage } from './pages/message-pages.ts';
import { newPrivateKey } from './private-key.ts';
import type { TestUser } from './test-users.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The configuration of oidc-provider (https://github.com/panva/node-oidc-provider/tree/main/docs). It sets every
 * option for which oidc-provider would print a development warning.
 *
 * @param port of the provider. It is part of the cookie names, because all ports of 127.0.0.1 share their cookies
 */
export function providerConfiguration(
  extension: RegisteredExtension,
  testUsers: readonly TestUser[],
  port: number,
): Configuration {
  return {
    adapter: memoryAdapter(),
    clients: [registeredClient(extension)],
    jwks: {
      keys: [{ ...newPrivateKey().export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' }],
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `simulator_session_${port}`,
        interaction: `simulator_interaction_${port}`,
        resume: `simulator_resume_${port}`,
      },
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'picture'],
      email: ['email', 'email_verified'],
    },
    findAccount: (_context, sub) => {
      const user = testUsers.find((one) => one.sub === sub);
      return user && { accountId: sub, claims: () => ({ ...user }) };
    },
    pkce: { required: () => true },
    clientBasedCORS: (_context, origin) => origin === extension.extensionOrigin,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // A refresh token does not require offline_access (OpenID Connect Core 1.0, section 11). The client is
    // registered for the grant.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: hour,
      AuthorizationCode: minute,
      DeviceCode: 10 * minute,
      IdToken: hour,
      Interaction: hour,
      Session: 14 * day,
      Grant: 14 * day,
      RefreshToken: 14 * day,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context, form, _out, error) => {
          context.body = deviceCodeInputPage(form, error).text;
        },
        userCodeConfirmSource: (context, form, client, _deviceInfo, userCode) => {
          context.body = deviceCodeConfirmPage(form, client.clientName ?? client.clientId, userCode).text;
        },
        successSource: (context) => {
          context.body = deviceSuccessPage().text;
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = logoutPage(form).text;
        },
        postLogoutSuccessSource: (context) => {
          context.body = loggedOutPage().text;
        },
      },
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error, out.error_description).text;
    },
  };
}

import express, { type Request, type Response, type Router } from 'express';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { consentPage } from './pages/consent-page.ts';
import { errorPage } from './pages/message-pages.ts';
import { signInPage } from './pages/sign-in-page.ts';
import type { TestUser } from './test-users.ts';

const denied = { error: 'access_denied', error_description: 'The user denied the request.' };

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function clientNameOf(provider: Provider, interaction: Interaction): Promise<string> {
  const clientId = String(interaction.params.client_id);
  return (await provider.Client.find(clientId))?.clientName ?? clientId;
}

async function grantWhatWasAsked(provider: Provider, { grantId, session, params, prompt }: Interaction) {
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const accountId = session?.accountId ?? '';
  const grant = existing ?? new provider.Grant({ accountId, clientId: String(params.client_id) });
  const { missingOIDCScope, missingOIDCClaims } = prompt.details as Record<string, string[] | undefined>;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  return { consent: { grantId: await grant.save() } };
}

/** The same authorization request, with `prompt=login`. */
function askAgain(interaction: Interaction): string {
  const params = Object.entries(interaction.params).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/auth?${new URLSearchParams([...params.filter(([name]) => name !== 'prompt'), ['prompt', 'login']])}`;
}

/** The two pages of a sign-in at `/interaction/UID`: choose a user, and give consent. */
export function interactions(provider: Provider, testUsers: readonly TestUser[]): Router {
  async function show(request: Request, response: Response): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    const clientName = await clientNameOf(provider, interaction);
    const { uid, params, prompt, session } = interaction;
    const user = testUsers.find(({ sub }) => sub === session?.accountId);
    const page =
      prompt.name === 'consent' && user !== undefined
        ? consentPage({
            uid,
            clientName,
            user,
            scopes: (text(params.scope) ?? '').split(' ').filter(Boolean),
            redirectUri: text(params.redirect_uri),
          })
        : signInPage({ uid, clientName, testUsers });
    response.type('html').send(page.text);
  }

  async function answer(request: Request, response: Response): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    const { action, user } = request.body as { action?: string; user?: string };
    const finish = (result: InteractionResults, merge: boolean) =>
      provider.interactionFinished(request, response, result, { mergeWithLastSubmission: merge });
    if (action === 'deny') return finish(denied, false);
    const accountId = testUsers.find(({ sub }) => sub === user)?.sub;
    if (interaction.prompt.name === 'login' && accountId !== undefined) {
      return finish({ login: { accountId } }, false);
    }
    if (interaction.prompt.name === 'consent' && action === 'allow') {
      return finish(await grantWhatWasAsked(provider, interaction), true);
    }
    if (action === 'switch' && interaction.params.redirect_uri !== undefined) {
      return response.redirect(303, askAgain(interaction));
    }
    response.status(400).type('html').send(errorPage('invalid_request', 'Choose one of the buttons.').text);
  }

  return express
    .Router()
    .get('/interaction/:uid', show)
    .post('/interaction/:uid', express.urlencoded({ extended: false }), answer);
}

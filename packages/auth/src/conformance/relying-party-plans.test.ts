import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ClientAuthenticationMethod,
  clientAuthentications,
} from '../testing/fixtures/client-authentications.ts';
import { basic, config, type Module, refresh } from './relying-party-modules.ts';
import { type RelyingPartySuite, startRelyingPartySuite } from './relying-party-suite.ts';

const methods = Object.keys(clientAuthentications) as ClientAuthenticationMethod[];

describe.each(methods)('one backend that authenticates with %s, in real time', (method) => {
  let suite: RelyingPartySuite;
  beforeAll(async () => {
    suite = await startRelyingPartySuite(method);
  });
  afterAll(() => suite.close());

  // That module tests the method in its name.
  const isOfMethod = ({ name }: Module) =>
    !name.endsWith('client-secret-basic') || method === 'client_secret_basic';

  async function signIn({ expected, at, arrange, again }: Module) {
    const before = await suite.store.list();
    suite.begin({});
    suite.begin(arrange?.(suite) ?? {});
    expect(await suite.signIn(at)).toBe(expected);
    again?.(suite);
    if (again) expect(await suite.signIn(at)).toBe(expected);
    expect(suite.violations).toEqual([]);
    const accounts = await suite.store.list();
    if (expected !== 'signed-in') return expect(accounts).toEqual(before);
    const profile = { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };
    expect(accounts).toMatchObject([{ id: 'test:ada', profile }]);
    expect(suite.requestsTo('authorize')[0]?.parameters.get('scope')).toBe('openid profile email');
  }

  const basicOf = basic.filter(isOfMethod);
  test.each(basicOf.map((module) => [module.name, module] as const))(
    `Basic RP plan, ${basicOf.length} modules: %s`,
    (_name, module) => signIn(module),
  );

  test.each(config.map((module) => [module.name, module] as const))(
    `Config RP plan, ${config.length} modules: %s`,
    (_name, module) => signIn(module),
  );

  test.each(refresh.map((module) => [module.name, module] as const))(
    `Refresh token RP plan, ${refresh.length} modules: %s`,
    async (_name, { expected, arrange, rounds = 1 }) => {
      suite.begin({});
      expect(await suite.signIn()).toBe('signed-in');
      suite.begin(arrange?.(suite) ?? {});
      for (let round = 0; round < rounds; round++) expect(await suite.renew()).toBe(expected);
      expect(suite.requestsTo('token')).toHaveLength(rounds);
      expect(suite.violations).toEqual(expected === 'sign-in-again' ? ['an unknown refresh token'] : []);
    },
  );
});

/** A user of the test identity provider. The fields are named after OIDC claims. */
export interface TestUser {
  readonly sub: string;
  readonly name: string;
  readonly preferred_username: string;
  readonly email: string;
  readonly email_verified: boolean;
  /** A URL at the provider itself, so that nothing is loaded from elsewhere. */
  readonly picture: string;
}

interface Portrait {
  readonly name: string;
  readonly color: string;
  readonly verified: boolean;
}

/** One email address is not verified, as at real providers. */
const portraits: Readonly<Record<string, Portrait>> = {
  ada: { name: 'Ada Lovelace', color: '#7c4dff', verified: true },
  grace: { name: 'Grace Hopper', color: '#00838f', verified: true },
  katherine: { name: 'Katherine Johnson', color: '#c2410c', verified: true },
  alan: { name: 'Alan Turing', color: '#2e7d32', verified: false },
};

/** Their subject identifiers, such as `ada`. */
export const testUserIds: readonly string[] = Object.keys(portraits);

export function createTestUsers(issuer: string): readonly [TestUser, ...TestUser[]] {
  const [first, ...others] = Object.entries(portraits).map(([id, { name, verified }]) => ({
    sub: id,
    name,
    preferred_username: id,
    email: `${id}@example.com`,
    email_verified: verified,
    picture: `${issuer}/users/${id}.svg`,
  }));
  if (!first) throw new RangeError('There is no test user.');
  return [first, ...others];
}

/** A round picture with the user's initials; undefined for an unknown user. */
export function avatarOf(id: string): string | undefined {
  const portrait = Object.hasOwn(portraits, id) ? portraits[id] : undefined;
  if (portrait === undefined) return undefined;
  const initials = portrait.name.replace(/[^A-Z]/g, '');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">' +
    `<circle cx="32" cy="32" r="32" fill="${portrait.color}"/>` +
    '<text x="32" y="33" fill="#fff" font-family="system-ui,sans-serif" font-size="25" font-weight="600" ' +
    `text-anchor="middle" dominant-baseline="central">${initials}</text></svg>`
  );
}

/**
 * What callers of an API pass in place of a URL: the name of the user info endpoint in a provider's metadata (OpenID
 * Connect Discovery 1.0 section 3). A module of its own, because the UI imports it without the engine.
 */
export const USER_INFO = 'userinfo_endpoint';

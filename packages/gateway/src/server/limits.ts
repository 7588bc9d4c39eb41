/** Options of Node's `http.createServer`, and the time that a call of the socket API may take to arrive, in bytes and milliseconds. */
export type GatewayLimits = Readonly<
  Record<
    | 'maxHeaderSize'
    | 'headersTimeout'
    | 'requestTimeout'
    | 'connectionsCheckingInterval'
    | 'keepAliveTimeout'
    | 'authRequestTimeout',
    number
  >
>;

/**
 * Headers have the limits of the socket API. A request of the extension may take as long as it needs to upload: the extension's own
 * backend decides when to end it.
 */
export const defaultLimits: GatewayLimits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 0,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
  authRequestTimeout: 60_000,
};

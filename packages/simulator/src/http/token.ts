/** The header with the token of this start. Every request that acts needs it. */
export const tokenHeader = 'x-ddext-simulator';

/** The key of the token in the storage of a page: localStorage of the dashboard, sessionStorage of the extension. */
export const tokenKey = 'ddext-simulator-token';

/** The response header that identifies this start of the simulator. It is public and authorizes nothing. */
export const startHeader = 'x-ddext-simulator-start';

declare const VERSION: string;

/** The version in package.json, which the build inserts. */
export const version = VERSION;

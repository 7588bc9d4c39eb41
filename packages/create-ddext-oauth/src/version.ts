declare const VERSION: string;

/** The version in package.json, which the build puts in. */
export const version = VERSION;

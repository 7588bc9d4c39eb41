/** The presets and their types: re-exports `@ddext-oauth/providers`. */
export * from '@ddext-oauth/providers';

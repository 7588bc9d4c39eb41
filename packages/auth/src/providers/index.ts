/** The presets, their types and what makes a preset of one's own: everything of `@ddext-oauth/providers`. */
export * from '@ddext-oauth/providers';

import type { SignInProblem } from '@ddext-oauth/auth/ui';
import { createContext, useContext } from 'react';
import { english, type Messages } from './messages.ts';

/** What the page shows besides the state of the sign-in. */
export interface PageContent {
  readonly messages: Messages;
  /** The logo of each provider by its ID, as the URL of an image. */
  readonly logos: ReadonlyMap<string, string>;
  /** Whether problems name the setting that the developer has to change. */
  readonly isDevelopment: boolean;
}

export const defaultContent: PageContent = { messages: english, logos: new Map(), isDevelopment: false };

export const PageContext = createContext(defaultContent);

/** The texts of the page. */
export function useMessages(): Messages {
  return useContext(PageContext).messages;
}

/** Returns a function with the text of a problem: for the user, or during development for the developer. */
export function useProblemText() {
  const { messages, isDevelopment } = useContext(PageContext);
  return (problem: SignInProblem) => (isDevelopment ? problem : (messages.problems[problem.code] ?? problem));
}

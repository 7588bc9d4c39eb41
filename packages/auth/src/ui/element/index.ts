export { defineSignInElement, SignInElement } from './sign-in-element.ts';

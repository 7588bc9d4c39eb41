import { tokenKey } from '../http/token.ts';

// Runs at the URL printed in the terminal: stores the token for all tabs of the dashboard, and continues without it
// in the URL.

localStorage.setItem(tokenKey, new URL(location.href).searchParams.get('token') ?? '');
location.replace(`/${location.hash}`);

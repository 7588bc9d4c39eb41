import { tokenKey } from '../http/token.ts';

// Runs at the address that the terminal shows: keeps the token for every tab of the dashboard, and goes on without it.

localStorage.setItem(tokenKey, new URL(location.href).searchParams.get('token') ?? '');
location.replace(`/${location.hash}`);

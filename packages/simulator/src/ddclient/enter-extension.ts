import { tokenKey } from '../http/token.ts';

// Runs at the address that the dashboard opens the frame at: keeps the token, and goes on to the extension's own address.

const { searchParams } = new URL(location.href);
sessionStorage.setItem(tokenKey, searchParams.get('token') ?? '');
const search = searchParams.get('search') ?? '';
location.replace(`/${search.startsWith('?') ? search : ''}`);

import { tokenKey } from '../http/token.ts';

// Runs in the frame when the dashboard opens it: stores the token and continues to the URL of the extension.

const { searchParams } = new URL(location.href);
sessionStorage.setItem(tokenKey, searchParams.get('token') ?? '');
const search = searchParams.get('search') ?? '';
location.replace(`/${search.startsWith('?') ? search : ''}`);

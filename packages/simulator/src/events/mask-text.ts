/** Replaces a secret. */
export const hidden = '•••';
const longest = 4000;

/** Names of values that are secrets, at the end of a longer name: `GITHUB_CLIENT_SECRET`, `id_token`, `x-api-key`. */
const names =
  '(?:token|secret|passw(?:or)?d|passphrase|passcode|verifier|assertion|[_-](?:key|pass|pwd|pat)|apikey)';
/** Query parameters that are secrets only there: `code` and `sig` are names of other things elsewhere. */
const parameter = /((?:^|[?&#\s-])(?:code|device_code|sig|signature)=)[^&#\s]+/gi;
/** Parameters of a URL that are secrets. Texts have other values with these names. */
const query = /([?&](?:key|auth|otp|pwd|pass|sid|session_?id|ticket)=)[^&#\s"']+/gi;
/**
 * `"access_token":"…"`, `client_secret: '…'`, `API_KEY=…` and `--token=…`, also in escaped JSON. It begins with the end of the
 * name, because a pattern for a whole name needs quadratic time.
 */
const assigned = new RegExp(
  `(${names}\\\\*["']?\\s*[:=]\\s*)("[^"\\\\\\n]*(?:\\\\.[^"\\\\\\n]*)*"?|'[^'\\\\\\n]*(?:\\\\.[^'\\\\\\n]*)*'?|\\\\+"[^"\\\\]*|(?!(?:null|true|false)\\b)[^\\s"',;&#}]+)`,
  'gi',
);
/** Some services issue tokens with other characters than those of RFC 6750, such as `1|…`. */
const bearer = /\b(Bearer|Basic|DPoP)\s+[^\s"'\\,;]+/gi;
/** Headers with any value. */
const header = /((?:authorization|cookie):(?!\s*(?:Bearer|Basic|DPoP)\b)[^\S\n]*)[^\n"']+/gi;
/** A password in a URL (RFC 3986 section 3.2.1). */
const userInfo = /(:\/\/[^\s/@:]{0,256}:)[^\s/@]{1,1024}@/g;
/** A JSON Web Token (RFC 7519). */
const jwt = /(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** Tokens of GitHub, GitLab, Slack, Google, Stripe, OpenAI, Docker Hub and npm begin like this. */
const prefixed =
  /(?<![\w-])(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|ya29\.|[sr]k_(?:live|test)_|sk-|dckr_[a-z]+_|npm_)[\w.-]{10,}/g;
/** An encrypted one has lines such as `DEK-Info: AES-256-CBC`. */
const privateKey = /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)[\s\S]*?(?=-----END|$)/g;

function maskValue(_whole: string, name: string, value: string): string {
  const quote = /^(?:\\*"|')/.exec(value)?.[0] ?? '';
  const isClosed = value.length > quote.length && value.endsWith(quote) && !quote.startsWith('\\');
  return `${name}${quote}${hidden}${isClosed ? quote : ''}`;
}

/** Masks the secrets in a text: values with the name of a secret, and what has the form of one. Takes linear time. */
export function masked(text: string): string {
  return text
    .replace(privateKey, `$1${hidden}`)
    .replace(parameter, `$1${hidden}`)
    .replace(query, `$1${hidden}`)
    .replace(bearer, `$1 ${hidden}`)
    .replace(header, `$1${hidden}`)
    .replace(assigned, maskValue)
    .replace(userInfo, `$1${hidden}@`)
    .replace(jwt, hidden)
    .replace(prefixed, hidden);
}

/** Shortens a text. Mask it first: a secret that is cut is not recognized. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

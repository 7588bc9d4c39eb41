import type { Provider } from 'oidc-provider';

/**
 * Loads oidc-provider without its warning that it supports Node 22 and later only. It works on Node 20, the oldest
 * version that the simulator supports.
 */
export async function loadProvider(): Promise<typeof Provider> {
  const { console } = globalThis;
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...words);
  };
  try {
    return (await import('oidc-provider')).Provider;
  } finally {
    console.warn = warn;
  }
}

import type { Plugin } from 'vite';

/**
 * Adds variables to `import.meta.env` of a Vite project: of them only what its `define` names one by one, or what its
 * envPrefix asks for. What the project's own .env files set wins. The variables never are in process.env, where a restart
 * of Vite would no longer find them.
 */
export function uiEnvironment(variables: Readonly<Record<string, string>>): Plugin {
  // As for a backend, what the shell happens to have exported does not count.
  const isUnset = (name: string, value: unknown) => !value || value === process.env[name];
  return {
    name: 'ddext-simulator-environment',
    // After the project's own plugins, which may be what defines a variable.
    enforce: 'post',
    config({ define = {} }) {
      const named = Object.entries(variables).flatMap(([name, value]) => {
        const key = `import.meta.env.${name}`;
        return key in define && isUnset(name, definedValue(define[key]))
          ? [[key, JSON.stringify(value)]]
          : [];
      });
      return { define: Object.fromEntries(named) };
    },
    configResolved({ env, envPrefix = 'VITE_' }) {
      const prefixes = [envPrefix].flat();
      for (const [name, value] of Object.entries(variables)) {
        if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
        if (isUnset(name, env[name])) env[name] = value;
      }
    },
  };
}

/** A definition is an expression, or a value that Vite makes one of. */
function definedValue(defined: unknown): unknown {
  if (typeof defined !== 'string') return defined;
  try {
    return JSON.parse(defined);
  } catch {
    return defined;
  }
}

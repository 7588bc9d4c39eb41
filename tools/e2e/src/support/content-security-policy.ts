import type { Frame, Page } from 'playwright-core';

/** Collects the Content-Security-Policy violations that a page and its frames report to the console. */
export function watchViolations(page: Page): readonly string[] {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  return violations;
}

/** Tries what an attacker's script would do in a page. @returns the directive that blocked each attempt */
export function tryInPage(frame: Frame): Promise<Record<string, string>> {
  return frame.evaluate(async () => {
    const violated = (act: () => void) =>
      new Promise<string>((resolve) => {
        const listen = ({ effectiveDirective }: SecurityPolicyViolationEvent) => resolve(effectiveDirective);
        document.addEventListener('securitypolicyviolation', listen, { once: true });
        act();
      });
    const insert = <Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      set: Partial<HTMLElementTagNameMap[Tag]>,
    ) => document.head.append(Object.assign(document.createElement(tag), set));
    const marked = () => document.documentElement.dataset.ran ?? 'nothing ran';
    return {
      'inline script': await violated(() =>
        insert('script', { textContent: 'document.documentElement.dataset.ran = "inline script"' }),
      ),
      'script of another origin': await violated(() => insert('script', { src: 'https://cdn.example/a.js' })),
      'inline handler': await violated(() => document.body.setAttribute('onclick', 'void 0')),
      eval: await violated(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: the test asserts that it does not run.
          globalThis.eval('document.documentElement.dataset.ran = "eval"');
        } catch (error) {
          if (!(error instanceof EvalError)) throw error;
        }
      }),
      'http image': await violated(() => insert('img', { src: 'http://pictures.example/ada.png' })),
      'image of a local service': await violated(() => insert('img', { src: 'http://127.0.0.1:9/shutdown' })),
      'http request': await violated(() => void fetch('http://elsewhere.example/').catch(() => {})),
      base: await violated(() => insert('base', { href: 'https://elsewhere.example/' })),
      object: await violated(() => {
        document.body.append(
          Object.assign(document.createElement('object'), { data: 'https://elsewhere.example/a' }),
        );
      }),
      ran: marked(),
    };
  });
}

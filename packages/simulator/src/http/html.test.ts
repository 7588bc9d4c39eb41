import { expect, test } from '@jest/globals';
import { html, jsonForScript } from './html.ts';

test('values in a template are escaped', () => {
  expect(html`<p title="${'"><script>'}">${"<b>&'"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
  );
});

test('templates inside templates, and lists of them, are not escaped again', () => {
  expect(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}${undefined}</ul>`.text).toBe(
    '<ul><li>a</li><li>&lt;</li></ul>',
  );
});

test('JSON in a script element cannot close the element', () => {
  expect(jsonForScript({ a: '</script>' })).toBe('{"a":"\\u003c/script>"}');
});

/**
 * Custom properties set the theme, and `::part()` styles the rest. The defaults follow the color scheme of the page, with a contrast
 * of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export const style = `
:host {
  --_accent: var(--ddext-accent, light-dark(#1d63ed, #8fb3ff));
  --_on-accent: var(--ddext-on-accent, light-dark(#fff, #0a1424));
  --_text: var(--ddext-text, light-dark(#17191e, #f2f4f8));
  --_muted: var(--ddext-muted, light-dark(#54627a, #a9b3c4));
  --_background: var(--ddext-background, light-dark(#fff, #1a212c));
  --_border: var(--ddext-border, light-dark(#8b95a5, #6c788c));
  --_error: var(--ddext-error, light-dark(#b3153a, #ff9fb0));
  --_gap: var(--ddext-gap, 12px);
  --_radius: var(--ddext-radius, 6px);
  display: block;
  color: var(--_text);
  background: var(--_background);
  font: var(--ddext-font, 14px/1.5 system-ui, sans-serif);
}
:host(:not([hidden])) { color-scheme: var(--ddext-color-scheme, light dark); }
:host([hidden]) { display: none; }
section, ul, li, form, label, [part~="actions"] { display: flex; flex-direction: column; align-items: flex-start; gap: var(--_gap); }
[part~="actions"] { flex-flow: row wrap; }
ul { margin: 0; padding: 0; list-style: none; }
h2, p { margin: 0; }
h2 { font-size: 1.25em; }
section:focus { outline: none; }
[part~="muted"] { color: var(--_muted); }
[part~="error"] { color: var(--_error); }
[part~="code"] { font: 2em/1.2 monospace; letter-spacing: 2px; }
label { gap: 4px; }
input, button {
  min-height: 32px;
  padding: 4px 8px;
  border: 1px solid var(--_border);
  border-radius: var(--_radius);
  color: inherit;
  background: transparent;
  font: inherit;
}
input { box-sizing: border-box; width: min(320px, 100%); }
button { padding: 4px 14px; cursor: pointer; }
[part~="primary"] { border-color: var(--_accent); color: var(--_on-accent); background: var(--_accent); }
[part~="link"] { padding: 0 2px; border: 0; color: var(--_accent); text-decoration: underline; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
button:disabled { opacity: 0.6; cursor: not-allowed; }
`;

/** What an element has besides its children: `on` is called for a click, and `key` identifies a control across renderings. */
export interface Properties {
  readonly part?: string;
  readonly role?: string;
  readonly label?: string;
  readonly key?: string;
  readonly disabled?: boolean;
  readonly on?: () => void;
}

/** Children are nodes and texts. What is undefined or false is left out. */
export type Child = Node | string | undefined | false;

/** Creates an element. Texts become text nodes, so that no provider can add markup. */
export function element(tag: string, properties: Properties, ...children: readonly Child[]): HTMLElement {
  const { part, role, label, key, disabled, on } = properties;
  const created = document.createElement(tag);
  const attributes = { part, role, 'aria-label': label, 'data-key': key };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) created.setAttribute(name, value);
  }
  if (disabled) created.setAttribute('disabled', '');
  if (on) created.addEventListener('click', on);
  created.append(...children.filter((child) => child !== undefined && child !== false));
  return created;
}

/** Creates a button. Its text identifies it across renderings, unless several buttons have the same text. */
export function button(text: string, on: () => void, properties: Properties = {}): HTMLElement {
  const created = element('button', { part: 'button', key: text, ...properties, on }, text);
  created.setAttribute('type', 'button');
  return created;
}

/**
 * An element of the HTML that Markdown becomes.
 *
 * @typedef {{type: string, tagName?: string, properties?: Record<string, unknown>, children?: Element[]}} Element
 */

/**
 * A rehype plugin for what Markdown cannot express: the empty header of a column is a cell, an anchor without a link is no link, and the link
 * beside a heading, which screen readers do not see, is not in the tab order.
 */
export const accessibleHtml = () => (/** @type {Element} */ tree) => visit(tree);

/** @param {Element} element */
function visit(element) {
  const { tagName, properties = {}, children = [] } = element;
  if (tagName === 'th' && children.length === 0) element.tagName = 'td';
  if (tagName === 'a' && properties.href === undefined) element.tagName = 'span';
  if (tagName === 'a' && properties.ariaHidden === 'true') properties.tabIndex = -1;
  for (const child of children) visit(child);
}

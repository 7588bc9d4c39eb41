const namespace = 'http://www.w3.org/2000/svg';

/** Outlines on a 24 by 24 grid with a line width of 1.75. */
const outlines: Readonly<Record<string, string>> = {
  Containers: 'M12 3 4 7v10l8 4 8-4V7zM4 7l8 4 8-4M12 11v10',
  Images: 'M8 3h13v13H8zM16 16v5H3V8h5M12 9.5h5M14.5 7v5',
  Volumes:
    'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  Builds:
    'M14.5 6.5a4.5 4.5 0 0 1 5.9-1.2l-3 3 .3 2 2 .3 3-3a4.5 4.5 0 0 1-6.2 5.5L8 21.600a2.100 2.100 0 0 1-3-3l8.500-8.500a4.500 4.500 0 0 1 1-3.600z',
  Menu: 'M4 6h16M4 12h16M4 18h16',
  Chevron: 'M6 9l6 6 6-6',
  Key: 'M14.500 4a5.500 5.500 0 1 1-1.600 10.800L11 16.700V19H8.700v2H4v-4.200l5.200-5.300A5.500 5.500 0 0 1 14.500 4zM16 8.200v.100',
  Container: 'M3 9h18v9a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3zM7 9V5h4v4M13 9V5h4v4M8 13v4M12 13v4M16 13v4',
};

/** A decorative icon. Its meaning is always written beside it. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outlines[name] ?? '');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon ${name.toLowerCase()}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

const WIDTH = 860;
const MARGIN = 24;
const LABELS = 300;
const VALUES = 80;
const BAR = 18;
const ROW = 26;
const TITLE = 46;
const AXIS = 44;

const left = MARGIN + LABELS;
const longest = WIDTH - left - VALUES - MARGIN;

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .title { font-weight: 600; font-size: 15px }
    .quiet { fill: #57606a; font-size: 12px }
    .ground { fill: #ffffff }
    .grid { stroke: #d0d7de }
    .bar { fill: #8c959f }
    .ours { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .quiet { fill: #9198a1 }
      .ground { fill: #0d1117 }
      .grid { stroke: #3d444d }
      .bar { fill: #656c76 }
      .ours { fill: #4493f8 }
    }`;

/**
 * Vertically stacked bar charts, each with a separate axis, readable on light and dark backgrounds.
 *
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value
 * @property {string} text the value as formatted in the table
 * @property {boolean} ours
 *
 * @typedef {{ title: string, caption: string, bars: readonly Bar[] }} Panel
 *
 * @param {readonly Panel[]} panels
 * @returns {string} an SVG document
 */
export function drawCharts(panels) {
  let top = MARGIN;
  const drawn = panels.map((panel) => {
    const shape = `<g transform="translate(0 ${top})">${drawPanel(panel)}\n  </g>`;
    top += heightOf(panel) + MARGIN;
    return shape;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img">
  <title>${escaped(panels.map(({ title }) => title).join(', '))}</title>
  <style>${STYLE}
  </style>
  <rect class="ground" width="${WIDTH}" height="${top}"/>
  ${drawn.join('\n  ')}
</svg>
`;
}

/** @param {Panel} panel */
const heightOf = ({ bars }) => TITLE + bars.length * ROW + AXIS;

/** @param {Panel} panel */
function drawPanel({ title, caption, bars }) {
  const step = stepOf(Math.max(...bars.map(({ value }) => value)));
  const end = step * Math.ceil(Math.max(...bars.map(({ value }) => value)) / step);
  /** @param {number} value */
  const at = (value) => round((value / end) * longest);
  const bottom = TITLE + bars.length * ROW;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  const grid = ticks.map(
    (tick) => `
    <line class="grid" x1="${left + at(tick)}" y1="${TITLE - 8}" x2="${left + at(tick)}" y2="${bottom}"/>
    <text class="quiet" x="${left + at(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
  );
  const rows = bars.map(({ label, value, text, ours }, index) => {
    const y = TITLE + index * ROW;
    const middle = y + BAR / 2 + 4.5;
    return `
    <text x="${left - 10}" y="${middle}" text-anchor="end">${escaped(label)}</text>
    <rect class="${ours ? 'ours' : 'bar'}" x="${left}" y="${y}" width="${at(value)}" height="${BAR}"/>
    <text x="${left + at(value) + 6}" y="${middle}">${escaped(text)}</text>`;
  });
  return `
    <text class="title" x="${MARGIN}" y="18">${escaped(title)}</text>${grid.join('')}${rows.join('')}
    <text class="quiet" x="${left + longest / 2}" y="${bottom + 36}" text-anchor="middle">${escaped(caption)}</text>`;
}

/**
 * A distance of 1, 2 or 5 times a power of ten that results in three to eight ticks.
 *
 * @param {number} most
 */
function stepOf(most) {
  const power = 10 ** Math.floor(Math.log10(most / 3));
  return [5, 2, 1].map((factor) => factor * power).find((step) => most / step >= 3) ?? power;
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

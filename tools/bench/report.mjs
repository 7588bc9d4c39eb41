import { readFile } from 'node:fs/promises';
import { cpus, loadavg, release, type } from 'node:os';
import { join } from 'node:path';
import { drawCharts } from './chart.mjs';
import { packagesOf } from './subjects.mjs';

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string[]} columns
 * @property {string[][]} rows
 * @property {string[]} notes
 * @property {{ caption: string, bars: import('./chart.mjs').Bar[] }} [chart]
 */

/**
 * The environment of the measurements.
 *
 * @param {string} workspace
 * @returns {Promise<string[]>} sentences without names of machines or paths
 */
export async function describeConditions(workspace) {
  const packages = await packagesOf(workspace);
  const versions = await Promise.all(
    ['express', 'openid-client'].map(async (name) => {
      const { version } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8'));
      return `${name} ${version}`;
    }),
  );
  const processors = cpus();
  const load = loadavg().map((value) => value.toFixed(2));
  return [
    `Node ${process.versions.node}, ${versions.join(', ')}.`,
    `${type()} ${release().split('-')[0]}, ${process.arch}, ${processors.length} cores; load ${load.join(' ')} before the first figure.`,
  ];
}

/** @param {Table} table */
export function asText({ title, columns, rows, notes }) {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index].length)),
  );
  /** @param {readonly string[]} cells */
  const line = (cells) =>
    cells
      .map((cell, index) =>
        isNumber(rows, index) ? cell.padStart(widths[index]) : cell.padEnd(widths[index]),
      )
      .join('  ')
      .trimEnd();
  return [
    `\n${title}`,
    ...[columns, ...rows].map((cells) => `  ${line(cells)}`),
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}

/** @param {string[]} conditions @param {Table[]} tables */
export function asMarkdown(conditions, tables) {
  const sections = tables.map(({ title, columns, rows, notes }) => {
    const rule = columns.map((_, index) => (isNumber(rows, index) ? '---:' : '---'));
    const lines = [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
    return [`## ${title}`, '', ...lines, '', ...notes.map((note) => `- ${note}`)].join('\n');
  });
  const head = [
    '# Benchmarks',
    'Written by `npm run bench`. All measurements of a table come from the same run.',
    conditions.join(' '),
    '![Bar charts of the tables below](results.svg)',
  ];
  return `${[...head, ...sections].join('\n\n')}\n`;
}

/** @param {Table[]} tables @returns an SVG document of those that have a chart */
export function asChart(tables) {
  return drawCharts(tables.flatMap(({ title, chart }) => (chart ? [{ title, ...chart }] : [])));
}

/**
 * @param {readonly (readonly string[])[]} rows
 * @param {number} index
 */
function isNumber(rows, index) {
  return rows.every((row) => /^[\d–]/.test(row[index]) && index > 0);
}

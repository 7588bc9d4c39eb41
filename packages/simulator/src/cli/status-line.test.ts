import { expect, test } from '@jest/globals';
import { createStatusLine } from './status-line.ts';

const clearLine = '\r\u001b[K';

function statusLine(variables: NodeJS.ProcessEnv, isTTY: boolean) {
  const written: string[] = [];
  const output = { isTTY, columns: 40, write: (text: string) => written.push(text) };
  return { written, status: createStatusLine(output, variables) };
}

test('a status line in a terminal stays below the lines that are written, and disappears at the end', () => {
  const { status, written } = statusLine({}, true);
  status.write('first');
  status.show('Starting the backend');
  status.write('backend: listening');
  status.show('An activity that does not fit into the width of the window');
  status.end();
  status.end();
  status.write('Open http://127.0.0.1:1/');
  const plain = written.map((text) => text.replaceAll(clearLine, 'CLEAR').replace(/\d+\.\d s/, 'TIME'));
  expect(plain).toEqual([
    'first\n',
    'CLEARStarting the backend… TIME',
    'CLEARbackend: listening\nStarting the backend… TIME',
    `CLEAR${'An activity that does not fit into the width'.slice(0, 39)}`,
    'CLEAR',
    'Open http://127.0.0.1:1/\n',
  ]);
});

test.each([
  ['without a terminal', {}, false],
  ['with CI', { CI: '1' }, true],
  ['with NO_COLOR', { NO_COLOR: '1' }, true],
  ['in a dumb terminal', { TERM: 'dumb' }, true],
])('a status line %s is not written, and lines are plain', (_, variables, isTTY) => {
  const { status, written } = statusLine(variables, isTTY);
  status.show('Starting the backend');
  status.write('a line');
  status.end();
  expect(written).toEqual(['a line\n']);
});

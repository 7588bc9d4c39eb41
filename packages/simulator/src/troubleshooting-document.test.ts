import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test("docs/troubleshooting.md has every code of the simulator's errors, and no other", () => {
  const [, table = ''] = read('../../../docs/troubleshooting.md').split("\n| You see | Simulator's code |");
  const documented = [...table.matchAll(/^\| .+? \| `([^`]+)` \|/gm)].map(([, code]) => code);
  const [union = ''] = /SimulatorErrorCode =[^;]*;/.exec(read('./errors.ts')) ?? [];
  const codes = [...union.matchAll(/'([^']+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(documented.sort()).toEqual(codes.sort());
});

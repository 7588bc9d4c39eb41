import { describe, expect, test } from '@jest/globals';
import { defaultPorts, portOf } from './port.ts';

const images = Array.from({ length: 20_000 }, (_, index) => `acme/extension-${index}`);

/** Ports below 30000 that common programs listen on, registered or not. */
const common = {
  Minecraft: [25_565, 25_575],
  'Redis Sentinel': [26_379],
  CockroachDB: [26_257],
  Quake: [26_000],
  FlexLM: Array.from({ length: 11 }, (_, index) => 27_000 + index),
  Steam: Array.from({ length: 36 }, (_, index) => 27_015 + index),
  MongoDB: [27_017, 27_018, 27_019, 28_017, 28_018, 28_019],
  'Arduino and Intel services': [24_386, 24_727],
  Binkp: [24_554],
};

describe('the default port', () => {
  test('is the same for the same image', () => {
    expect(portOf('acme/dash')).toBe(portOf('acme/dash'));
  });

  test('is outside the ranges of outgoing connections (Linux, macOS, Windows) and of NodePorts (Kubernetes)', () => {
    for (const image of images) expect(portOf(image)).toBeLessThan(30_000);
  });

  test('is in an unassigned range, and each port of the ranges is given', () => {
    const given = new Set(images.concat(images.map((image) => `${image}-b`)).map(portOf));
    const ports = defaultPorts.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );
    expect([...given].every((port) => ports.includes(port))).toBe(true);
    expect(given.size / ports.length).toBeGreaterThan(0.99);
  });

  test.each(Object.entries(common))('is not one of %s', (_name, ports) => {
    const inside = ports.filter((port) =>
      defaultPorts.some(([first, last]) => port >= first && port <= last),
    );
    expect(inside).toEqual([]);
  });
});

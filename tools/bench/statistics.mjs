/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {readonly number[]} values @param {number} share from 0 to 1, by linear interpolation */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

/** Milliseconds to three significant digits, so that microseconds can be compared too. */
export function milliseconds(value) {
  if (value >= 100) return `${value.toFixed(0)} ms`;
  return `${value.toPrecision(value < 0.01 ? 1 : 3)} ms`;
}

/** For what is measured to the millisecond. */
export function wholeMilliseconds(value) {
  return `${value.toFixed(0)} ms`;
}

export function mebibytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export function ratio(value, base) {
  return `${(value / base).toFixed(2)}x`;
}

/** Runs `measure` on each subject in turn, round after round, so that whatever else the machine does hits all of them. */
export async function interleave(subjects, rounds, measure) {
  const results = new Map(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) results.get(subject).push(await measure(subject));
  }
  return results;
}

/** @param {boolean} reached */
export function verdict(reached) {
  return reached ? 'met' : 'missed';
}

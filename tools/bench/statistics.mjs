/**
 * @template Subject, Result
 * @typedef {object} Results
 * @property {(subject: Subject) => boolean} has
 * @property {(subject: Subject) => Result[]} get the results in order; an error for a subject that was not measured
 */

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

/**
 * Milliseconds to three significant digits, so that microseconds can be compared too.
 *
 * @param {number} value
 */
export function milliseconds(value) {
  if (value >= 100) return `${value.toFixed(0)} ms`;
  return `${value.toPrecision(value < 0.01 ? 1 : 3)} ms`;
}

/**
 * Formats a time that was measured to the millisecond.
 *
 * @param {number} value
 */
export function wholeMilliseconds(value) {
  return `${value.toFixed(0)} ms`;
}

/** @param {number} bytes */
export function mebibytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

/**
 * @param {number} value
 * @param {number} base
 */
export function ratio(value, base) {
  return `${(value / base).toFixed(2)}x`;
}

/**
 * Interleaves the subjects: each round measures each subject once, so that other load on the machine affects all of them.
 *
 * @template Subject, Result
 * @param {readonly Subject[]} subjects
 * @param {number} rounds
 * @param {(subject: Subject) => Promise<Result>} measure
 * @returns {Promise<Results<Subject, Result>>}
 */
export async function interleave(subjects, rounds, measure) {
  /** @type {Map<Subject, Result[]>} */
  const results = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      results.set(subject, [...(results.get(subject) ?? []), await measure(subject)]);
    }
  }
  return {
    has: (subject) => results.has(subject),
    get(subject) {
      const values = results.get(subject);
      if (!values) throw new Error('This subject was not measured.');
      return values;
    },
  };
}

/** @param {boolean} reached */
export function verdict(reached) {
  return reached ? 'met' : 'missed';
}

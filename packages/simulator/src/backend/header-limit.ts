/**
 * Bytes of headers that the simulated published port reads. A browser sends all cookies of 127.0.0.1, some 180 of 4 kB;
 * where that is too much, the backend says so on a page of its own.
 */
export const browserHeaderLimit = 1024 * 1024;

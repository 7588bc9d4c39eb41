/**
 * A tar archive of app/a.txt and app/b.txt, cut into pieces that `zstd -19` compressed one by one. The last file ends with the
 * secret `a-client-secret-of-a-test`.
 */
export const zstandardFrames: readonly Buffer[] = [
  [
    'KLUv/WRYGl0LAKbYNReQq1gMACDYBV/FcXfpK7u7e7N4sdedkkAALgAjAGdFD60mnhU9ryaeFQ1YGoQlIRgWAuJQSJSkoEgmISQOCARRKBgzCE',
    'NZGg5kEoTw6EEGobMexAwHWR5LQBEsFkrzPM/zPM/zauJZ0bOriWdFj64mnhU9uZp4VvTgauJZ0XOriWdFj60mnhU9tZoY3/d93/d927Zt27Zt',
    '23Zd13Vd13Vd0zRN0zRN0/T//////xwzTto8ECwWCrLv+77v+77vuq7ruq7rup7neZ7neZ7nOI7jOI7jOH5fgNeoIXBfUlBImwGQJQWFlgMiEA',
    'gEgYJghAAhWCFwse9PpQO6lrLkvh7QpFWkZctrPNMz3bilZ7ZyG8/4ZDeu6ZmuQI7E2TerzarZNIuZLbNjNkxXxkResSGlbMKbE7hlQoiYjCsm',
    '8ooNKWUzIdiedLgBKroGaCZK7bQi8VvABDMaOFBTQdCqEDP1AeYFFHdwfwqJm4o=',
  ],
  [
    'KLUv/WRYGtUMAEafRBegKcsBOVtveTdQJfwyySRTSoAF93ZhSEIANwA3AGZJXlPkMEm/FfuxS+OjHiQzUlpDHuKlKi5eOTfmNvWriBKhbUi2Mj',
    'Um09D5kgJwSGA4EAwEDoQBB4QgIDAQOBwUBCGf2W4TPvmthUiNOOWIS4j2YbGxkdhNU/tZmX5XgyIrUmdooTrVRGVb8PXUM8VfjhFOWFLaDAPT',
    'ekPxu0wxF05YpRmT5FUUlm5n9GOXtkc9SGaktIY8xEuVxCfmWm4ac9tE/RcltCErUyaas+QRBQWDwoCDQuFwwFDAgICCASHAwYBAgCGBfGY7mf',
    'BH5tvahEh5RJyXIy6iTzFWiZ1uZ3fQ72pQZEXqDC1Up5qoTBb8agaAzKghCCkve40BUFehNRJIIAisIHCzfv//mAN0gbTWIgF/OpW0qTWwQl1Y',
    'QU+6TY+FDMpq+HSiEtyo4XwIvViolLKDcKo/ILOO5eKv3CIxcBlFF8HEP0TGHZPUrrdNE2mHCiq38GEKZhYIHzpISJAitgPZYUu3QgKHsAeC5E',
    '5A7rQiad8ahdMMSw==',
  ],
  ['KLUv/WRQGEUAAAgAAQBM2QMhcgZzOw=='],
].map((lines) => Buffer.from(lines.join(''), 'base64'));

// Loaded into each measured process. Writes its peak resident memory, in kibibytes, when it exits.
const { appendFileSync } = require('node:fs');

const { PEAKS } = process.env;
if (!PEAKS) throw new Error('PEAKS is not set.');

process.on('exit', () => appendFileSync(PEAKS, `${process.resourceUsage().maxRSS}\n`));

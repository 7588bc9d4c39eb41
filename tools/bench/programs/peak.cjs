// Loaded into each process whose memory is asked for: notes the most it was resident with, in kibibytes, at its end.
const { appendFileSync } = require('node:fs');

const { PEAKS } = process.env;
if (!PEAKS) throw new Error('PEAKS is not set.');

process.on('exit', () => appendFileSync(PEAKS, `${process.resourceUsage().maxRSS}\n`));

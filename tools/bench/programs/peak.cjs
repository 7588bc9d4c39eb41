// Loaded into each process whose memory is asked for: notes the most it was resident with, in kibibytes, at its end.
const { appendFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.PEAKS, `${process.resourceUsage().maxRSS}\n`));

export { type CheckOptions, check } from './check.ts';
export { CheckError, type CheckErrorCode } from './errors.ts';
export type { Finding, Report } from './report/report.ts';
export { sarifOf } from './report/sarif.ts';
export { rules } from './rules/index.ts';
export type { RuleText } from './rules/rule.ts';
export type { Severity } from './sources/severity.ts';

export { type CheckOptions, check, type Finding, type Report } from './check.ts';
export { CheckError, type CheckErrorCode } from './errors.ts';
export { sarifOf } from './report/sarif.ts';
export type { RuleText } from './rule.ts';
export { rules } from './rules/index.ts';

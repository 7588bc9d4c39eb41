export {
  type ClientType,
  type Combination,
  combinationsOf,
  dimensions,
  type Exchange,
} from './combination.ts';
export { alternativesTo, type Choice, type Finding, type Judgement, judge, judgeChoice } from './judge.ts';
export { type Rule, rules } from './rules.ts';
export { exposedToMixUp, type SharingProvider } from './shared-redirect-uri.ts';

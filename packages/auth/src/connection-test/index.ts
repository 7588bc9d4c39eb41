export { Trial } from './connection-test.ts';
export type { TrialOptions } from './context.ts';
export type { Diagnosis } from './diagnosis.ts';
export {
  stepsOf,
  stepTitles,
  type TrialLine,
  type TrialPart,
  type TrialStep,
  type TrialStepId,
  trialSteps,
} from './step.ts';

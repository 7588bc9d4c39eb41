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
export { Trial } from './trial.ts';

export type { Diagnosis } from './diagnosis.ts';
export {
  stepTitles,
  type TrialLine,
  type TrialPart,
  type TrialStep,
  type TrialStepId,
  trialSteps,
} from './step.ts';
export { Trial, type TrialOptions } from './trial.ts';

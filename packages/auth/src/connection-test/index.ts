export { ConnectionTest } from './connection-test.ts';
export type { ConnectionTestOptions } from './context.ts';
export type { Diagnosis } from './diagnosis.ts';
export {
  type ConnectionTestLine,
  type ConnectionTestPart,
  type ConnectionTestStep,
  type ConnectionTestStepId,
  connectionTestSteps,
  stepsOf,
  stepTitles,
} from './step.ts';

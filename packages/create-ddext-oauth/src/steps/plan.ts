import {
  createPlan,
  explainPlan,
  type Options,
  type Origin,
  type Plan,
  preflight,
  runtimePackages,
  type Target,
} from '@ddext-oauth/scaffold';
import { vendor } from '../installation.ts';

/** The files of an extension, in memory. */
export interface Planned {
  readonly plan: Plan;
  /** What each file is made from, with `--explain`. */
  readonly origins?: ReadonlyMap<string, Origin>;
}

/** Renders every file in memory. @throws {ScaffoldError} `package-missing`, and for an error in the templates */
export function makePlan(options: Options, { explain }: { readonly explain: boolean }): Planned {
  const packages = runtimePackages(vendor);
  const plan = createPlan(options, { packages });
  return explain ? { plan, origins: explainPlan(options, { packages }) } : { plan };
}

/** Checks that the directory can be created. @throws {ScaffoldError} as `preflight` does */
export function checkTarget({ directory }: Options): Promise<Target> {
  return preflight(directory);
}

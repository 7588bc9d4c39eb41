import { join } from 'node:path';
import { createPlan, preflight, runtimePackages } from '@ddext-oauth/scaffold';
import type { Context } from '../context.ts';

/** A checkout puts its own packages, packed, beside the built command; the published command has none. */
const VENDOR = join(import.meta.dirname, 'vendor');

/** Renders every file in memory. */
export async function makePlan(context: Pick<Context, 'options' | 'plan'>): Promise<undefined> {
  context.plan = createPlan(context.options, { packages: runtimePackages(VENDOR) });
}

/** Looks whether the directory can be made, before anything is. */
export async function checkTarget(context: Pick<Context, 'options' | 'target'>): Promise<undefined> {
  context.target = await preflight(context.options.directory);
}

import type { FlowJob } from 'bullmq';
import { z } from 'zod';

/** What a job carries in Redis: ids only. The row has the rest. */
export const runDataSchema = z.object({ videoJobId: z.string().min(1), run: z.number().int().min(1) });

export type RunData = z.infer<typeof runDataSchema>;

/** A queue: its name, the shape of what goes in and comes out, and what is peculiar to its jobs. */
export interface StepDefinition<
  Data extends RunData = RunData,
  Result = unknown,
  ChildResult = unknown,
  Name extends string = string,
> {
  name: Name;
  data: z.ZodType<Data>;
  result: z.ZodType<Result>;
  /** What the steps below hand up; absent at a leaf. */
  childResult?: z.ZodType<ChildResult>;
  /** The completion handler: runs also where a child failed, and never gives up. */
  isRoot: boolean;
  jobOptions: FlowJob['opts'] & object;
}

/** Returns the definition as it is, with its types drawn from its schemas. */
export function defineStep<const Name extends string, Data extends RunData, Result, ChildResult = never>(
  definition: StepDefinition<Data, Result, ChildResult, Name>,
): StepDefinition<Data, Result, ChildResult, Name> {
  return definition;
}

import type { FlowJob } from 'bullmq';
import { z } from 'zod';

/** Data of a job in Redis: ids only. The row holds the rest. */
export const runDataSchema = z.object({ videoJobId: z.string().min(1), run: z.number().int().min(1) });

export type RunData = z.infer<typeof runDataSchema>;

/** Definition of a queue: its name, the data and results of its jobs, and their options. */
export interface StepDefinition<
  Data extends RunData = RunData,
  Result = unknown,
  ChildResult = unknown,
  Name extends string = string,
> {
  name: Name;
  data: z.ZodType<Data>;
  result: z.ZodType<Result>;
  /** Result of the child jobs. A leaf has none. */
  childResult?: z.ZodType<ChildResult>;
  /** Marks the completion handler, which also runs if a child failed, and never gives up. */
  isRoot: boolean;
  jobOptions: FlowJob['opts'] & object;
}

/** Returns the definition unchanged, with its types inferred from its schemas. */
export function defineStep<const Name extends string, Data extends RunData, Result, ChildResult = never>(
  definition: StepDefinition<Data, Result, ChildResult, Name>,
): StepDefinition<Data, Result, ChildResult, Name> {
  return definition;
}

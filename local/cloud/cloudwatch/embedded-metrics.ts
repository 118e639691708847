import * as z from 'zod';
import type { MetricName } from '../base/metric-name.ts';

/** A line of a log in CloudWatch's embedded metric format. */
const embedded = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

type Value = { readonly metric: MetricName; readonly value: number };

/** The values of metrics that an output of a function holds. */
export function embeddedMetrics(output: string): Value[] {
  if (!output.includes('"_aws"')) return [];
  return output.split('\n').flatMap((line) => {
    const parsed = line.includes('"_aws"') ? embedded.safeParse(JSON.parse(line)) : null;
    return parsed?.success ? valuesIn(parsed.data) : [];
  });
}

function valuesIn(line: z.output<typeof embedded>): Value[] {
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
      return Metrics.flatMap(({ Name: name }) =>
        [line[name]]
          .flat()
          .map((value) => ({ metric: { namespace, name, dimensions }, value: Number(value) })),
      );
    }),
  );
}

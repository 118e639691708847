/** One signed call of an AWS SDK or of the AWS command line, as it arrived over HTTP. */
export type AwsRequest = {
  /** The service's signing name: `dynamodb`, `scheduler`, `ses`, `events`, `sqs`. */
  readonly service: string;
  readonly method: string;
  /** Path without the query string, percent-encoding kept. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Tells which function (or which outsider) is calling. */
  readonly accessKeyId: string;
};

export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** One emulated service. The endpoint server finds it by the signing name. */
export type AwsService = {
  /** The API operation a request asks for, e.g. `CreateSchedule`; undefined when it is none of the service's. */
  operationOf(request: AwsRequest): string | undefined;
  handle(request: AwsRequest): Promise<AwsResponse> | AwsResponse;
};

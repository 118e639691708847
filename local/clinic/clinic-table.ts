import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { COURSE_PREFIX } from '../../shared/aws/items.ts';
import type { Clinic } from '../../shared/clinic.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { resourceName } from '../../shared/names.ts';
import { type CourseStore, type LoadedCourse, TornReadError } from '../../shared/ports/course-store.ts';
import { UnableError } from '../terminal/unable-error.ts';

/** A clinic's table as an operator reads it. */
export type ClinicTable = {
  readonly courses: CourseStore;
  /** One course, or why what is stored of it cannot be read: one must not hide the others. */
  course(courseId: string): Promise<LoadedCourse | UnreadableCourseError>;
  /** Ids of all courses of which there is something, sorted. */
  courseIds(): Promise<string[]>;
};

/** What is stored of a course is not what the program writes. Names the fields, never their values. */
export class UnreadableCourseError extends Error {
  override readonly name = 'UnreadableCourseError';
}

/** Reads a clinic's table with a client of the operator's, as of a clock. */
export function openTable(client: DynamoDBClient, tableName: string, now: () => Instant): ClinicTable {
  const documents = DynamoDBDocumentClient.from(client);
  const courses = createCourseStore(documents, tableName, now);
  return {
    courses,
    course: (courseId) => courses.load(courseId).catch(unreadable),
    async courseIds() {
      const pages = paginateScan(
        { client: documents },
        {
          TableName: tableName,
          FilterExpression: 'begins_with(pk, :course)',
          ExpressionAttributeValues: { ':course': COURSE_PREFIX },
          ProjectionExpression: 'pk',
        },
      );
      const ids = new Set<string>();
      for await (const { Items = [] } of pages) {
        for (const { pk } of Items) ids.add(String(pk).slice(COURSE_PREFIX.length));
      }
      return [...ids].sort();
    },
  };
}

function unreadable(error: unknown): UnreadableCourseError {
  if (error instanceof z.ZodError) {
    const fields = new Set(error.issues.map(({ path }) => path.join('.') || 'an item'));
    return new UnreadableCourseError(`not as expected: ${[...fields].join(', ')}`);
  }
  if (error instanceof TornReadError)
    return new UnreadableCourseError('its head counts other items than there are');
  throw error;
}

/** The table of a deployed clinic, with the operator's credentials; of a local one with AWS_ENDPOINT_URL. */
export const openDeployedTable = (clinic: Clinic, now: Instant): ClinicTable =>
  openTable(new DynamoDBClient({ region: clinic.region }), resourceName(clinic), () => now);

const NOT_ALLOWED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'KmsAccessDenied',
  'UnrecognizedClientException',
]);

/**
 * Works on a deployed clinic.
 * @throws UnableError when its table is not there, or the operator's credentials do not open what is asked for
 */
export async function readAsOperator<T>(clinic: Clinic, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const table = `the table ${resourceName(clinic)} in ${clinic.region}`;
    if (name === 'ResourceNotFoundException')
      throw new UnableError(
        `${table} is not there: deploy the clinic, or use the credentials of its account.`,
      );
    if (NOT_ALLOWED.has(name))
      throw new UnableError(
        `${resourceName(clinic)} in ${clinic.region} does not open with your AWS credentials (${name}).`,
      );
    throw error;
  }
}

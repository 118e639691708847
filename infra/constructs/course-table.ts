import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** How far back the table can be restored. An erased course is gone from backups after as many days. */
const RECOVERY_DAYS = 35;

const text = (name: string) => ({ name, type: AttributeType.STRING });

export type CourseTableProps = {
  readonly tableName: string;
  /** Whether the table refuses deletion and outlives its stack. */
  readonly isProtected: boolean;
  readonly key: IKey | undefined;
};

/**
 * The clinic's courses: one item per head, event and message of a course.
 * The indexes are sparse: a head is in `wakes` while it waits for a wake, in `plans` until its contact details are
 * erased, and in `worklist` until it is deleted: in one partition while somebody may have to hear of it, in another when
 * it is forgotten but for what it adds to the quality figures.
 */
export class CourseTable extends Construct {
  readonly table: TableV2;
  readonly wakesIndexArn: string;
  readonly worklistIndexArn: string;
  readonly plansIndexArn: string;

  constructor(scope: Construct, id: string, props: CourseTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      tableName: props.tableName,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: props.isProtected,
      removalPolicy: props.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      encryption: props.key
        ? TableEncryptionV2.customerManagedKey(props.key)
        : TableEncryptionV2.dynamoOwnedKey(),
      globalSecondaryIndexes: [
        {
          indexName: 'wakes',
          partitionKey: text('wakes'),
          sortKey: text('nextWakeAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'worklist',
          partitionKey: text('worklist'),
          sortKey: text('dueOn'),
          projectionType: ProjectionType.ALL,
        },
        {
          indexName: 'plans',
          partitionKey: text('plans'),
          sortKey: text('fingerprint'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    this.wakesIndexArn = `${this.table.tableArn}/index/wakes`;
    this.worklistIndexArn = `${this.table.tableArn}/index/worklist`;
    this.plansIndexArn = `${this.table.tableArn}/index/plans`;
  }
}

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountKey } from '../constructs/storage/account-key.ts';
import { DocumentArchive } from '../constructs/storage/document-archive.ts';
import { EventStreamTable } from '../constructs/storage/event-stream-table.ts';
import { Inbox } from '../constructs/storage/inbox.ts';
import { StaffDirectory } from '../constructs/staff/staff-directory.ts';
import { type Stage, workplaceOrigins } from '../stages/stages.ts';

export interface ArchiveStackProps extends StackProps {
  readonly stage: Stage;
}

/** What must outlive every deployment: the log, the archive, the inbox, the directory of staff, the key of their pseudonyms. */
export class ArchiveStack extends Stack {
  readonly log: EventStreamTable;
  readonly archive: DocumentArchive;
  readonly inbox: Inbox;
  readonly staff: StaffDirectory;
  readonly accountKey: AccountKey;

  constructor(scope: Construct, id: string, props: ArchiveStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { stage } = props;
    this.log = new EventStreamTable(this, 'Log');
    this.archive = new DocumentArchive(this, 'Archive', {
      retention: stage.retention,
      ...(stage.breakGlassRoleArn === undefined ? {} : { breakGlassRoleArn: stage.breakGlassRoleArn }),
    });
    this.inbox = new Inbox(this, 'Inbox', { workplaceOrigins: workplaceOrigins(stage) });
    this.staff = new StaffDirectory(this, 'Staff', { stage });
    this.accountKey = new AccountKey(this, 'AccountKey');

    new CfnOutput(this, 'TableName', { value: this.log.table.tableName });
    new CfnOutput(this, 'ArchiveBucket', { value: this.archive.bucket.bucketName });
    new CfnOutput(this, 'InboxBucket', { value: this.inbox.bucket.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: this.staff.pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.staff.client.userPoolClientId });
    new CfnOutput(this, 'SystemClients', {
      value: this.toJsonString(
        this.staff.systems.map(({ name, source, client, isClosed }) => ({
          name,
          source,
          ...(isClosed && { closed: true }),
          clientId: client.userPoolClientId,
        })),
      ),
    });
    new CfnOutput(this, 'AccountKeyArn', { value: this.accountKey.secretArn });
    new CfnOutput(this, 'Issuer', { value: this.staff.issuer });
    new CfnOutput(this, 'TokenUrl', { value: `${this.staff.signInUrl}/oauth2/token` });
    // This stack is deployed first: the processing stack may still import a client that it is about to forget.
    for (const { client } of this.staff.systems) this.exportValue(client.userPoolClientId);
  }
}

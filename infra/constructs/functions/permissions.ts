/** What readers of the log may do: one item, or the items of one Zielvereinbarung or year. */
export const READ_LOG = ['dynamodb:GetItem', 'dynamodb:Query'] as const;

/** Looks through the whole table: for reconcile, which finds what lies under a month that nobody can guess. */
export const LOOK_THROUGH_TABLE = ['dynamodb:Scan'] as const;

/** What the recorder may do. A transaction of puts needs PutItem only; nothing may update or delete. */
export const APPEND_TO_LOG = [...READ_LOG, 'dynamodb:PutItem'] as const;

/** Writes an archived object with a date of its own; bypassing or removing a lock is in no role. */
export const WRITE_ARCHIVE = ['s3:PutObject', 's3:PutObjectRetention'] as const;

/** Reads an archived object in the version that the log names. */
export const READ_ARCHIVE = ['s3:GetObject', 's3:GetObjectVersion'] as const;

/** Looks after what is archived: locks are made longer, holds placed and lifted; nothing is removed. */
export const GUARD_ARCHIVE = [
  's3:GetObjectRetention',
  's3:GetObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
] as const;

/** Puts public files right, and takes away what nobody published: the portal can be built again from the log. */
export const REPLACE_PAGES = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] as const;

/** Reads one secret, and lists or changes none. */
export const READ_SECRET = ['secretsmanager:GetSecretValue'] as const;

export const SEND = ['sqs:SendMessage'] as const;

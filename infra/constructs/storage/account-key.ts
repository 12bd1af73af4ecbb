import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';

/**
 * The key under which accounts have their pseudonyms: made once with the stage, retained, and never rotated, for under
 * another key nobody would be known again: repeats would be recorded twice, and whoever uploaded a scan could confirm
 * it. Its properties stay as they are: CloudFormation makes a new value where they change.
 */
export class AccountKey extends Construct {
  readonly secretArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new CfnSecret(this, 'Secret', {
      description: 'Zielvereinbarungen: key of the pseudonyms of accounts. Never rotated, never replaced.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.secretArn = secret.attrId;
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Under another key nobody would be known again: repeats and four eyes depend on it.',
    });
  }
}

import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionCode } from '../../infra/constructs/functions/function-code.ts';
import { type Stage, stageNamed } from '../../infra/stages/stages.ts';
import { addStacks } from '../../infra/zielvereinbarungen.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };

/** Letters instead of bundles: templates do not depend on what the functions contain. */
const noCode: FunctionCode = { of: (name) => Code.fromInline(`exports.handler = '${name}'`) };

/** Where people sign in outside the local stage. */
export const WORKPLACE = {
  workplaceDomain: 'arbeitsplatz.behoerde.example',
  workplaceCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/workplace',
};

/** A production stage as an authority would set it. */
export const production: Stage = {
  ...stageNamed('prod', { retentionYears: '30', lockMode: 'GOVERNANCE', ...WORKPLACE }),
  alarmAddress: 'alarm@behoerde.example',
  mailSender: 'zielvereinbarungen@behoerde.example',
  breakGlassRoleArn: 'arn:aws:iam::111122223333:role/break-glass',
  operatorRole: { arn: 'arn:aws:iam::111122223333:role/operator', id: 'AROAOPERATOROPERATOR' },
  senders: [
    {
      source: 'https://fachverfahren.behoerde.example',
      voice: 'land',
      types: ['*'],
      roles: [{ arn: 'arn:aws:iam::444455556666:role/fachverfahren', id: 'AROAEXAMPLEEXAMPLEEX' }],
    },
    {
      source: 'https://kreis.behoerde.example/<ags>',
      voice: 'kommune',
      types: ['signature.received'],
      clients: [{ name: 'kreis-06533', ags: '06533' }],
    },
  ],
};

/** The stacks of a stage with the flags of cdk.json, and their templates. */
export function synthesise(stage: Stage) {
  const app = new App({ context: cdkJson.context });
  const stacks = addStacks(app, { stage, code: noCode });
  return {
    stacks,
    archive: Template.fromStack(stacks.archive),
    portal: Template.fromStack(stacks.portal),
    processing: Template.fromStack(stacks.processing),
  } as const;
}

import { type App, type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, NagMessageLevel, NagPack, NagRuleCompliance } from 'cdk-nag';
import type { Stage } from '../stages/stages.ts';
import { isAnonymousRule } from './named-source.ts';
import { forbiddenActions, unboundedActions, wildcardActions } from './policy-statements.ts';
import { isImpatientQueue } from './queue-patience.ts';

/** Whether a resource breaks a rule. */
type Breach = (node: CfnResource) => boolean;

/** Rules of this house; a breach stops synthesis, in every stage, also the local one. */
class HouseRules extends NagPack {
  readonly name = 'House';
  readonly #region: string;

  constructor(scope: App, { region }: Pick<Stage, 'region'>) {
    super(scope);
    this.packName = 'House';
    this.#region = region;
  }

  protected override checkResource(node: CfnResource): void {
    this.rule(
      node,
      ['Region', `Everything stands in ${this.#region}.`],
      () => Stack.of(node).region !== this.#region,
    );
    this.rule(
      node,
      ['Visibility', 'A queue hides a message six times as long as its function may run.'],
      isImpatientQueue,
    );
    this.rule(node, ['NamedSource', 'A rule of a bus names the sources that it hears.'], isAnonymousRule);
    this.rule(
      node,
      ['SingleActions', 'Actions are granted one by one, never by wildcard.'],
      (it) => wildcardActions(it).length > 0,
    );
    this.rule(
      node,
      ['Append', 'Nobody updates or deletes what is recorded or archived.'],
      (it) => forbiddenActions(it).length > 0,
    );
    this.rule(
      node,
      ['Bounded', 'Every action but those of X-Ray names its resources.'],
      (it) => unboundedActions(it).length > 0,
    );
  }

  private rule(node: CfnResource, [name, info]: readonly [string, string], isBreached: Breach): void {
    this.applyRule({
      node,
      info,
      explanation: info,
      ruleSuffixOverride: name,
      level: NagMessageLevel.ERROR,
      rule: (resource) =>
        isBreached(resource) ? NagRuleCompliance.NON_COMPLIANT : NagRuleCompliance.COMPLIANT,
    });
  }
}

/** AWS Solutions without IAM5: it asks a reason for every `/*` behind a known prefix; our own rules on actions are stricter. */
class AwsSolutions extends AwsSolutionsChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (rule.ruleSuffixOverride !== 'IAM5') super.applyRule(rule);
  }
}

/** Checks the whole app at synthesis: AWS Solutions and the rules of this house. */
export function addHouseRules(app: App, stage: Pick<Stage, 'region'>): void {
  Validations.of(app).addPlugins(new AwsSolutions(app), new HouseRules(app, stage));
}

import { type App, Tags } from 'aws-cdk-lib';
import { addHouseRules } from './aspects/house-rules.ts';
import type { FunctionCode } from './constructs/function-code.ts';
import { stackNames } from './stack-names.ts';
import { ArchiveStack } from './stacks/archive-stack.ts';
import { PortalStack } from './stacks/portal-stack.ts';
import { ProcessingStack } from './stacks/processing-stack.ts';
import type { Stage } from './stages.ts';

export interface ZielvereinbarungenProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  /** Public address of the portal where it is not that of the stage, with `<label>` for the distribution's. */
  readonly portalUrl?: string;
}

/** The three stacks of a stage. */
export type Zielvereinbarungen = {
  readonly archive: ArchiveStack;
  readonly portal: PortalStack;
  readonly processing: ProcessingStack;
};

/** Puts the stacks of a stage into the app, tagged and under the house rules. */
export function addStacks(app: App, { stage, code, portalUrl }: ZielvereinbarungenProps): Zielvereinbarungen {
  const names = stackNames(stage.name);
  const common = { stage, env: { region: stage.region } };
  const archive = new ArchiveStack(app, names.archive, common);
  const portal = new PortalStack(app, names.portal, {
    ...common,
    ...(portalUrl === undefined ? {} : { portalUrl }),
  });
  const processing = new ProcessingStack(app, names.processing, { ...common, code, archive, portal });
  Tags.of(app).add('project', 'zielvereinbarungen');
  Tags.of(app).add('stage', stage.name);
  addHouseRules(app, stage);
  return { archive, portal, processing };
}

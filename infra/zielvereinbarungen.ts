import { type App, Tags } from 'aws-cdk-lib';
import { addHouseRules } from './aspects/house-rules.ts';
import type { FunctionCode } from './constructs/functions/function-code.ts';
import { AWS_ADDRESSES, emulatorAddresses } from './stages/addresses.ts';
import { stackNames } from './stack-names.ts';
import { ArchiveStack } from './stacks/archive-stack.ts';
import { PortalStack } from './stacks/portal-stack.ts';
import { ProcessingStack } from './stacks/processing-stack.ts';
import type { Stage } from './stages/stages.ts';
import { refuseUnfitQuota } from './stages/upload-quota.ts';

export interface ZielvereinbarungenProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
  /** Port on loopback where the local stage's emulator answers for every service. */
  readonly emulatorPort?: string;
}

/** The three stacks of a stage. */
export type Zielvereinbarungen = {
  readonly archive: ArchiveStack;
  readonly portal: PortalStack;
  readonly processing: ProcessingStack;
};

/** Puts the stacks of a stage into the app, tagged and under the house rules. @throws StageRefused where its quota is none. */
export function addStacks(
  app: App,
  { stage, code, emulatorPort }: ZielvereinbarungenProps,
): Zielvereinbarungen {
  refuseUnfitQuota(stage);
  const names = stackNames(stage.name);
  const addresses = emulatorPort === undefined ? AWS_ADDRESSES : emulatorAddresses(emulatorPort);
  const common = { stage, addresses, env: { region: stage.region } };
  const archive = new ArchiveStack(app, names.archive, common);
  const portal = new PortalStack(app, names.portal, common);
  const processing = new ProcessingStack(app, names.processing, { ...common, code, archive, portal });
  Tags.of(app).add('project', 'zielvereinbarungen');
  Tags.of(app).add('stage', stage.name);
  addHouseRules(app, stage);
  return { archive, portal, processing };
}

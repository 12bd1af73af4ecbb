import { commandDelivery, type StaffCommand } from '../receiving/record-command.ts';
import type { Recorder } from '../recording/recorder.ts';
import { previewInTurn, type ForesightInTurn } from './preview.ts';
import type { Preview } from './previews-together.ts';

/** Says what would become of a command; nothing is written. */
export async function previewCommand(recorder: Recorder, command: StaffCommand): Promise<Preview> {
  return (await previewCommands(recorder, [command])).said;
}

/** Says what `recordCommands` would do, each command on what the ones before it would leave; nothing is written. */
export function previewCommands(
  recorder: Recorder,
  commands: readonly StaffCommand[],
): Promise<ForesightInTurn> {
  return previewInTurn(
    recorder,
    commands.map((command) => commandDelivery(recorder, command)),
  );
}

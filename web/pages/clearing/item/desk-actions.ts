/** What can be decided about a refused message. */
export type DeskAction = 'replay' | 'replace' | 'discard';

/** Names of the actions. */
export const ACTIONS: Readonly<Record<DeskAction, string>> = {
  replay: 'Noch einmal beurteilen',
  replace: 'Durch eine berichtigte ersetzen',
  discard: 'Verwerfen',
};

/** Names of what became of an item, with what no person did. */
export const DECISIONS = { ...ACTIONS, repeat: 'Der Absender hat sie noch einmal gesendet' } as const;

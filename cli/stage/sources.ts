/** The ministry's own system, in whose name the local stage takes drafts. */
export const FACHVERFAHREN = 'https://hmsi.example/fachverfahren';

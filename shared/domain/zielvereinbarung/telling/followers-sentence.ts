/** Said after what would be recorded, where something that waits has its turn then: it may be recorded or refused. */
export const FOLLOWERS = 'Was darauf gewartet hat, wird danach beurteilt.';

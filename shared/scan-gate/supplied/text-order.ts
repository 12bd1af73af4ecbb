/** What the inspecting process is told where the file is a supplied text. */
export const TEXT_ORDER = 'supplied-text';

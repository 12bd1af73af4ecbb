/** Said to a role that reads no names, in the place of the pictures of a scan. */
export const WITHHELD_PAGES =
  'Die Seiten zeigen Namen und Unterschriften. Ihre Rolle liest keine Namen, deshalb gibt es hier keine Seitenbilder.';

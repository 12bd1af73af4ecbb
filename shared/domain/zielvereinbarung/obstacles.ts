/**
 * What in the state stands in the way of a step, in the words of whoever asks whether it is possible and of whoever
 * is refused it.
 */
export const OBSTACLES = {
  akteNotClosed: 'Die Akte ist noch nicht geschlossen.',
  akteNotOffered: 'Die Akte wurde dem Landesarchiv noch nicht angeboten.',
  akteDisposed: 'Die Akte ist ausgesondert.',
  fassungBeingSigned: 'Eine Fassung wird noch unterschrieben.',
  successorBeingSigned: 'Eine Änderungsvereinbarung wird gerade unterschrieben.',
  partyHasSigned: 'Diese Seite hat schon unterschrieben. Sie zieht ihre Unterschrift zurück.',
  isPublished: 'Die Seite ist schon veröffentlicht. Sie lässt sich nur noch zurückziehen.',
  isNotStopped: 'Die Veröffentlichung wird weder zurückgehalten, noch ist sie zurückgezogen.',
  isStopped:
    'Die Veröffentlichung ist ohne Enddatum angehalten, und das bleibt sie, bis das Ministerium sie im Arbeitsplatz freigibt.',
  personReleases:
    'Die Veröffentlichung ist ohne Enddatum angehalten. Aufheben kann das nur eine Person im Arbeitsplatz des Ministeriums.',
} as const;

/** One of the {@link OBSTACLES}. */
export type Obstacle = (typeof OBSTACLES)[keyof typeof OBSTACLES];

/** Whether every word is found somewhere in what is said, in upper or lower case and however it is composed. */
export function hasWords(said: readonly (string | undefined)[], words: string): boolean {
  const text = inOneForm(said.filter((one) => one !== undefined).join(' '));
  return inOneForm(words)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

function inOneForm(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Hands a file to the browser, which asks or keeps it where the person keeps downloads. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has begun to read by then; without this the bytes stay in memory until the tab closes.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

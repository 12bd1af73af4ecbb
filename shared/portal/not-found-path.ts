/** Where the page lies that answers for an address that never existed. */
export const NOT_FOUND_PATH = '404.html';

import type { ZielvereinbarungView } from '../../api/types.ts';

/** A Zielvereinbarung as it was read, with the version that commands name, and the way to read it again. */
export type Loaded = {
  readonly view: ZielvereinbarungView;
  readonly etag: string | undefined;
  readonly reload: () => void;
};

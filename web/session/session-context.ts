import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { Settings } from '../settings.ts';
import type { Person } from './roles.ts';

/** What every page works with once somebody has signed in. */
export type Workplace = { readonly settings: Settings; readonly person: Person; readonly api: Api };

/** Gives pages their {@link Workplace}. */
export const WorkplaceContext = createContext<Workplace | undefined>(undefined);

/** The workplace of whoever has signed in. @throws outside the signed-in part of the app. */
export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (workplace === undefined) throw new Error('Nobody has signed in.');
  return workplace;
}

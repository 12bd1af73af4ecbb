import { example } from '../facts/examples.ts';
import { HMSI } from '../facts/given.ts';
import { LAND, claimsOf, machineOf } from '../stages/staff-api.ts';
import type { Bodies } from './cells.ts';
import type { Caller } from './judge.ts';
import { AGS, kreisOf } from './world.ts';
import { WIRE } from '../facts/wire.ts';

const seesAll = { sees: 'all', readsNames: false, isStranger: false } as const;
const stranger = { sees: 'own', readsNames: true, isStranger: true } as const;

/** Everybody who may ask: each role, as the neighbour, as somebody else and as several; systems; nobody. */
export const CALLERS: readonly Caller[] = [
  { name: 'land', claims: LAND, ...seesAll, readsNames: true },
  { name: 'pruefung', claims: claimsOf('pruefung'), ...seesAll },
  { name: 'archiv', claims: claimsOf('archiv'), ...seesAll },
  { name: 'revision', claims: claimsOf('revision'), ...seesAll, readsNames: true },
  {
    name: 'the neighbour',
    claims: kreisOf(AGS.neighbour),
    sees: 'neighbour',
    readsNames: true,
    isStranger: false,
  },
  { name: 'another Kreis', claims: kreisOf(AGS.own), ...stranger },
  { name: 'somebody of two others', claims: claimsOf(`kommune ags-${AGS.own} ags-06532`), ...stranger },
  { name: 'a Kreis without key', claims: claimsOf('kommune'), ...stranger },
  { name: "a key that is no role's", claims: claimsOf(`besucher ags-${AGS.neighbour}`), ...stranger },
  { name: "another Kreis's system", claims: machineOf(AGS.own), ...stranger },
  {
    name: "the neighbour's system",
    claims: machineOf(AGS.neighbour),
    sees: 'own',
    readsNames: false,
    isStranger: false,
  },
  { name: "the Land's system", claims: machineOf('land'), sees: 'own', readsNames: false, isStranger: false },
  { name: 'nobody', claims: {}, ...stranger },
];

/** What a caller sends where the contract's example is not theirs to send. */
export function bodiesOf({ name, claims }: Caller): Bodies {
  return (operationId, { subject, source }) => {
    if (operationId === 'recordEvent' && name !== 'land')
      return fact(name === 'archiv' ? 'legal-hold.placed' : 'strategie.updated');
    if (operationId !== 'sendEvent') return undefined;
    const { id: _, ...event } = example('signature.received');
    const isKreis = claims !== machineOf('land') && !name.startsWith('the Land');
    return {
      ...event,
      subject,
      source: isKreis ? source : HMSI,
      data: { ...event.data, party: isKreis ? 'kommune' : 'land' },
    };
  };
}

function fact(stem: string) {
  return { type: `${WIRE.prefix}.${stem}.v1`, data: example(stem).data };
}

import { ministryOn } from '../ministries.ts';
import type { Programme } from '../programme.ts';
import { aqb2025 } from './aqb-2025.ts';

/** 2026 carries the clauses of 2025 forward; a new text of the ministry gets a new clause version. */
export const aqb2026: Programme = {
  ...aqb2025,
  haushaltsjahr: 2026,
  clauseVersion: 'AQB-2026/1',
  ministry: ministryOn('2026-01-01'),
  antragUntil: '2026-03-31',
  period: { from: '2026-01-01', to: '2026-12-31' },
  umsetzungsbesprechung: { from: '2026-09-22', to: '2026-12-21' },
};

import { describe, expect, it } from 'vitest';
import { EVENTS, STATES } from '../../shared/domain/payment/card-tender-cases.ts';
import {
  stepCardTender,
  type CardTenderEvent,
  type CardTenderState,
} from '../../shared/domain/payment/index.ts';
import { createCoverage, DEMANDS, FULL, missingCoverage } from './coverage.ts';
import { FAULT_KINDS } from './world/faults.ts';

/** What a long run demands is held to the machine itself: no step that the tender can make is left out in silence. */
describe('the demands on a long run', () => {
  const demanded = Object.values(DEMANDS).flat();

  it('name every step that the machine knows, once', () => {
    const states: readonly CardTenderState[] = Object.values(STATES);
    const events: readonly CardTenderEvent[] = Object.values(EVENTS);
    const steps = states.flatMap((state) =>
      events.flatMap((event) => {
        const step = stepCardTender(state, event);
        return step.ok ? [`${state.state} → ${step.next.state}`] : [];
      }),
    );
    expect([...demanded].toSorted()).toEqual([...new Set(['none → opened', ...steps])].toSorted());
  });

  it('fail on a zero: a step, a fault, or, in a full run, a step that never met a fault', () => {
    const met = (leaveOut: string): ReturnType<typeof createCoverage> => {
      const coverage = createCoverage();
      for (const step of missingCoverage({ steps: {}, refusals: {} }, 0)) {
        const [from = '', to] = step.replace(/ with .*$/u, '').split(' → ');
        if (to === undefined) continue;
        const faults = FAULT_KINDS.filter((fault) => `${from} → ${to} with ${fault}` !== leaveOut);
        if (`${from} → ${to}` !== leaveOut) coverage.stepped(from, to, faults);
      }
      return coverage;
    };
    expect(missingCoverage(met('').counts(), FULL)).toEqual([]);
    expect(missingCoverage(met('opened → cancelled').counts(), 1_000)).toEqual(['opened → cancelled']);
    const rare = 'in-doubt → declined with crash';
    expect(missingCoverage(met(rare).counts(), FULL)).toEqual([rare]);
    expect(missingCoverage(met(rare).counts(), 1_000)).toEqual([]);
  });
});

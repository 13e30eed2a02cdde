import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError, Result } from '../../../shared/contract/index.ts';

/** The life of one question to main: its shape is kept while it is asked again, so that nothing jumps. */
export type Answer<Value> = {
  readonly value: Value | null;
  readonly error: ContractError | null;
  readonly asking: boolean;
  readonly ask: () => void;
};

/** Asks when `key` changes. A late answer to an older question is dropped. */
export function useAnswer<Value>(key: string, question: () => Promise<Result<Value>>): Answer<Value> {
  const [state, setState] = useState<{ value: Value | null; error: ContractError | null; asking: boolean }>({
    value: null,
    error: null,
    asking: true,
  });
  const latest = useRef(0);
  const current = useRef(question);
  current.current = question;
  const ask = useCallback((): void => {
    const mine = (latest.current += 1);
    setState((before) => ({ ...before, asking: true }));
    void current.current().then((answer) => {
      if (mine !== latest.current) return;
      setState((before) =>
        answer.ok
          ? { value: answer.value, error: null, asking: false }
          : { value: before.value, error: answer.error, asking: false },
      );
    });
  }, []);
  useEffect(() => {
    ask();
  }, [ask, key]);
  return { ...state, ask };
}

/** One button's errand: disabled while it runs, and the refusal kept beside it. */
export function useErrand(): {
  readonly busy: boolean;
  readonly error: ContractError | null;
  readonly run: <Value>(errand: () => Promise<Result<Value>>, done?: (value: Value) => void) => void;
  /** Takes the refusal away: something else settled it. */
  readonly forget: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const run = <Value>(errand: () => Promise<Result<Value>>, done?: (value: Value) => void): void => {
    setBusy(true);
    setError(null);
    const settle = async (): Promise<void> => {
      const answer = await errand();
      setBusy(false);
      if (answer.ok) done?.(answer.value);
      else setError(answer.error);
    };
    void settle();
  };
  return { busy, error, run, forget: () => setError(null) };
}

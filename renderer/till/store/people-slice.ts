import type { Approval } from '../../../shared/contract/basics.ts';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import { ACTIONS, type Action } from '../../../shared/domain/permission/index.ts';
import type { SliceTools } from './till-store.ts';

/** What main refused until a manager approves it. Whoever asked waits for `settle`. */
export type AskedApproval = {
  readonly approvalId: string;
  readonly action: Action;
  readonly amountMinor: number | null;
  /** How far below the catalogue's prices, in whole percent. */
  readonly percent: number | null;
  /** True: it is approved, and the same may be asked once more. */
  readonly settle: (approved: boolean) => void;
};

/** Who stands there, and whose word is asked for. */
export type PeopleSlice = {
  readonly askedApproval: AskedApproval | null;
  readonly approvalError: ContractError | null;
  readonly approving: boolean;
  readonly switching: boolean;
  readonly switchPerson: (open: boolean) => void;
  /** Asks a manager for what `error` was refused for; false when nobody approves it. */
  readonly askForApproval: (error: ContractError) => Promise<boolean>;
  readonly giveApproval: (approval: Approval) => Promise<void>;
  readonly dropApproval: () => void;
};

export function createPeopleSlice({ set, get, ask }: SliceTools): PeopleSlice {
  const close = (approved: boolean): void => {
    const asked = get().askedApproval;
    set({ askedApproval: null, approvalError: null, approving: false });
    asked?.settle(approved);
  };
  return {
    askedApproval: null,
    approvalError: null,
    approving: false,
    switching: false,
    switchPerson: (open) => set({ switching: open }),
    askForApproval: (error) => {
      const action = ACTIONS.find((each) => each === error.facts?.['action']);
      const { approvalId, amountMinor, percent } = error.facts ?? {};
      // One question at a time: a second one would take the place of what a manager is looking at.
      if (action === undefined || typeof approvalId !== 'string' || get().askedApproval !== null)
        return Promise.resolve(false);
      return new Promise((settle) => {
        set({
          askedApproval: {
            approvalId,
            action,
            amountMinor: typeof amountMinor === 'number' ? amountMinor : null,
            percent: typeof percent === 'number' ? percent : null,
            settle,
          },
          approvalError: null,
        });
      });
    },
    giveApproval: async ({ pin, reason, by, badge }) => {
      const asked = get().askedApproval;
      if (asked === null || get().approving) return;
      set({ approving: true, approvalError: null });
      const { approvalId } = asked;
      const answer = await ask(
        'approval.grant',
        { approvalId, pin, reason, by: by ?? null, badge: badge ?? null },
        { quiet: true },
      );
      if (get().askedApproval !== asked) return;
      if (answer.ok) close(true);
      else set({ approving: false, approvalError: answer.error });
    },
    dropApproval: () => close(false),
  };
}

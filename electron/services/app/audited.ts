import type { AuditAction, Facts } from '../../../shared/domain/audit/index.ts';
import type { Db } from '../db/index.ts';
import type { Settings, SettingsStore } from '../settings/index.ts';

/** What the audit log keeps of a request that was carried out. */
export type Audited = {
  readonly action: AuditAction;
  readonly subject: (request: Fields, value: Fields) => string | null;
  /** A picture of the thing, taken before and after. */
  readonly picture: (from: PictureSources, request: Fields) => Facts;
  /** What the request or its answer says beyond the picture. */
  readonly says: (request: Fields, value: Fields) => Facts;
  /** Whether there is a line where nothing changed. */
  readonly always: boolean;
};

export type PictureSources = { readonly settings: SettingsStore; readonly db: Db };
/** Requests and answers as they passed their schemas; read field by field. */
export type Fields = Readonly<Record<string, unknown>>;

export const nothing = (): Facts => ({});

/** A setting: only what changed is worth a line. */
export function setting(action: AuditAction, ...names: readonly (keyof Settings)[]): Audited {
  return {
    action,
    subject: () => null,
    picture: ({ settings }) => {
      const now = settings.get();
      return Object.fromEntries(names.map((name) => [name, now[name]]));
    },
    says: nothing,
    always: action !== 'settings.changed' && action !== 'reader.changed',
  };
}

/** An act that is its own story: what was asked, and what came of it. */
export function act(action: AuditAction, subject: Audited['subject'], says: Audited['says']): Audited {
  return { action, subject, picture: nothing, says, always: true };
}

/** A field of a request, where it holds text. */
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
/** A field that holds fields of its own. */
export const of = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}; // Read by field only.

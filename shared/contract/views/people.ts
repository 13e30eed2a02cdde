import { z } from 'zod';
import { ACTIONS, LEVELS, ROLES } from '../../domain/permission/index.ts';
import { atMsSchema, idSchema } from '../basics.ts';

export const roleSchema = z.enum(ROLES);
export const actionSchema = z.enum(ACTIONS);
export const levelSchema = z.enum(LEVELS);

/** Somebody who can come to this till: by PIN, by badge, or both. Shown also while it is locked. */
export const personChoiceSchema = z.strictObject({
  staffId: idSchema,
  name: z.string(),
  role: roleSchema,
  hasPin: z.boolean(),
  hasBadge: z.boolean(),
  /** The actions that this person may put their name on for others. */
  approves: z.array(actionSchema),
});

/** Somebody of the shop as a manager sees them; those who left stay in the list, because records name them. */
export const staffRowSchema = z.strictObject({
  staffId: idSchema,
  name: z.string(),
  role: roleSchema,
  active: z.boolean(),
  hasPin: z.boolean(),
  hasBadge: z.boolean(),
  /** Null: not, or not known from an earlier version. */
  addedAtMs: atMsSchema.nullable(),
  lastSeenAtMs: atMsSchema.nullable(),
  /** Whether whoever asks may change this person. */
  changeable: z.boolean(),
});

export const permissionCellSchema = z.strictObject({
  action: actionSchema,
  level: levelSchema,
  limit: z.int().nullable(),
  /** What the shop may choose; one alone means that it is fixed. */
  choosable: z.array(levelSchema),
  isUsual: z.boolean(),
});
export const permissionTableSchema = z.strictObject({
  roles: z.array(z.strictObject({ role: roleSchema, cells: z.array(permissionCellSchema) })),
});

const jsonValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What changed: each field with what it was and what it is. */
export const auditChangeSchema = z.strictObject({
  field: z.string(),
  before: jsonValueSchema,
  after: jsonValueSchema,
});

export const auditEntrySchema = z.strictObject({
  seq: z.int(),
  atMs: atMsSchema,
  staffId: idSchema.nullable(),
  staffName: z.string(),
  /** What happened, in the words of `AUDIT_ACTIONS`; a word of a newer version is shown as it is. */
  action: z.string(),
  subject: z.string().nullable(),
  approvedBy: z.string().nullable(),
  reason: z.string().nullable(),
  changes: z.array(auditChangeSchema),
  /** Null while the key that seals it is not to be had. */
  mac: z.string().nullable(),
});

/** Why the log can't be trusted at a place. `seq`: the first entry that is affected. */
export const auditBreakSchema = z.strictObject({
  kind: z.enum(['changed', 'missing', 'cut-off', 'unsealed', 'other-key']),
  seq: z.int(),
});

export const auditCheckSchema = z.strictObject({
  checkedAtMs: atMsSchema,
  entries: z.int(),
  /** The end of the chain: how far it reaches, and the seal there, to compare with a copy on paper. */
  head: z.strictObject({ seq: z.int(), mac: z.string() }).nullable(),
  breaks: z.array(auditBreakSchema),
});

export type PersonChoice = z.output<typeof personChoiceSchema>;
export type StaffRowView = z.output<typeof staffRowSchema>;
export type PermissionCell = z.output<typeof permissionCellSchema>;
export type PermissionTable = z.output<typeof permissionTableSchema>;
export type AuditChange = z.output<typeof auditChangeSchema>;
export type AuditEntry = z.output<typeof auditEntrySchema>;
export type AuditBreak = z.output<typeof auditBreakSchema>;
export type AuditCheck = z.output<typeof auditCheckSchema>;

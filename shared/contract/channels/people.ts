import { z } from 'zod';
import { atMsSchema, badgeSchema, emptySchema, idSchema, pinSchema, shortTextSchema } from '../basics.ts';
import {
  actionSchema,
  auditCheckSchema,
  auditEntrySchema,
  levelSchema,
  permissionTableSchema,
  roleSchema,
  staffRowSchema,
} from '../views/people.ts';
import { channel } from './channel.ts';

const staffId = z.strictObject({ staffId: idSchema });
const staffList = z.strictObject({ people: z.array(staffRowSchema), autoLockMinutes: z.int() });
const nameSchema = shortTextSchema.max(60);

/** What is looked for in the audit log. Null: anything. */
const auditFilter = {
  staffId: idSchema.nullable(),
  action: z.string().min(1).max(64).nullable(),
  fromMs: atMsSchema.nullable(),
  untilMs: atMsSchema.nullable(),
  text: z.string().trim().max(80),
};

/** Who stands before the till, who works in the shop, what they may do, and what they did. */
export const PEOPLE_CHANNELS = {
  /** Opens a locked till, or hands an open one over. Null: whoever was here last, or the only one with a PIN. */
  'app.unlock': channel(
    z.strictObject({ pin: pinSchema, staffId: idSchema.nullable().default(null) }),
    emptySchema,
  ),
  'app.unlockByBadge': channel(z.strictObject({ badge: badgeSchema }), emptySchema),
  /** Somebody is there: the till does not lock itself for now. */
  'app.stir': channel(emptySchema, emptySchema),
  /** The own PIN. */
  'app.setPin': channel(z.strictObject({ currentPin: pinSchema.nullable(), newPin: pinSchema }), emptySchema),

  /**
   * A manager's word for what main refused with PERMISSION_NEEDS_APPROVAL; `approvalId` is that refusal's. For 60
   * seconds the same person may ask the very same thing once more, and once only.
   */
  'approval.grant': channel(
    z.strictObject({
      approvalId: idSchema,
      by: idSchema.nullable(),
      pin: pinSchema.nullable(),
      badge: badgeSchema.nullable(),
      reason: shortTextSchema,
    }),
    emptySchema,
  ),

  'staff.list': channel(emptySchema, staffList),
  /** The name and PIN of the first owner, on a till where nobody has a PIN. */
  'staff.setUpOwner': channel(z.strictObject({ name: nameSchema, pin: pinSchema }), emptySchema),
  'staff.add': channel(z.strictObject({ name: nameSchema, role: roleSchema, pin: pinSchema }), staffList),
  'staff.change': channel(
    z.strictObject({ staffId: idSchema, name: nameSchema, role: roleSchema }),
    staffList,
  ),
  'staff.resetPin': channel(z.strictObject({ staffId: idSchema, pin: pinSchema }), staffList),
  /** Null takes the badge away. */
  'staff.setBadge': channel(z.strictObject({ staffId: idSchema, badge: badgeSchema.nullable() }), staffList),
  'staff.setActive': channel(z.strictObject({ ...staffId.shape, active: z.boolean() }), staffList),
  /** Minutes without anybody there after which the till locks itself; 0: never. */
  'staff.setAutoLock': channel(z.strictObject({ minutes: z.int().min(0).max(60) }), emptySchema),

  'permissions.get': channel(emptySchema, permissionTableSchema),
  'permissions.set': channel(
    z.strictObject({
      role: roleSchema,
      action: actionSchema,
      level: levelSchema,
      limit: z.int().min(0).max(99_999_999).nullable(),
    }),
    permissionTableSchema,
  ),
  'permissions.reset': channel(emptySchema, permissionTableSchema),

  'audit.list': channel(
    z.strictObject({ ...auditFilter, before: z.int().nullable(), limit: z.int().min(1).max(200) }),
    z.strictObject({
      entries: z.array(auditEntrySchema),
      /** Pass it as `before` for older ones; null: there are none. */
      next: z.int().nullable(),
      total: z.int(),
      people: z.array(z.strictObject({ staffId: idSchema, name: z.string() })),
      actions: z.array(z.string()),
      check: auditCheckSchema.nullable(),
    }),
  ),
  'audit.verify': channel(emptySchema, auditCheckSchema),
  /** A piece of the log as a file's text, oldest first; the page joins the pieces. */
  'audit.export': channel(
    z.strictObject({ ...auditFilter, format: z.enum(['csv', 'json']), after: z.int().min(0) }),
    z.strictObject({ text: z.string(), next: z.int().nullable() }),
  ),
  /** The owner has seen what is wrong with the log. It stays in the log; the warning goes. */
  'audit.acknowledge': channel(z.strictObject({ reason: shortTextSchema }), emptySchema),
} as const;

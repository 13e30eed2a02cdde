import { z } from 'zod';
import { SOUNDS, TEXT_PERCENTS, THEMES } from '../../domain/appearance/index.ts';
import { SHORTCUT_IDS } from '../../domain/shortcut/index.ts';

/** How this till looks and sounds. */
export const appearanceSchema = z.strictObject({
  theme: z.enum(THEMES),
  textPercent: z.literal(TEXT_PERCENTS),
  sound: z.enum(SOUNDS),
});

/** One shortcut and its key, named as browsers name it (`F9`, `2`). */
export const shortcutKeySchema = z.strictObject({
  shortcut: z.enum(SHORTCUT_IDS),
  key: z.string().regex(/^(?:F\d{1,2}|[1-9])$/),
});

export type Appearance = z.output<typeof appearanceSchema>;

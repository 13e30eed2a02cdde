/*
 * How a till may look and sound: what can be chosen. The page draws the choices, the contract checks them.
 */

/** `system` follows the computer, its wish for more contrast included. */
export const THEMES = ['system', 'light', 'dark', 'contrast-light', 'contrast-dark'] as const;
/** How large text is, in percent of what the design draws. */
export const TEXT_PERCENTS = [100, 125, 150, 200] as const;
export const SOUNDS = ['off', 'quiet', 'normal', 'loud'] as const;

export type Theme = (typeof THEMES)[number];
export type TextPercent = (typeof TEXT_PERCENTS)[number];
export type Sound = (typeof SOUNDS)[number];

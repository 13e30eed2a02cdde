/** What a badge's code looks like when it is scanned. Fewer characters are soon guessed, or a hand that fell on keys. */
export const BADGE_FORM = /^(?=.*\d)[0-9A-Za-z./+-]{6,64}$/u;

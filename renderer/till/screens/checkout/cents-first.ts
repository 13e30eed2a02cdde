/** The amount in the hint that explains cents-first typing: keys 1 2 5 0. In minor units of any currency. */
export const CENTS_FIRST_EXAMPLE_MINOR = 1_250;

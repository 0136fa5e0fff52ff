/** Told of each outcome of a long test, in words, and whether it is as it should be. */
export type Judge = (outcome: string, good: boolean) => void;

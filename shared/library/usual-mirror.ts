/** Folders and names of a mirror for which nobody has asked for others. */
export const USUAL_MIRROR = '{date}/{batch}/{n}-{seed}';

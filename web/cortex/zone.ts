/** The reader's own time zone, for what belongs to no store. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

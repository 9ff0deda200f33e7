/** A customer of the vendor, with the account groups of the last look-up. */
export type FanAccount = { vendorAccountId: string; email: string; name: string; accountGroups: readonly string[] };

/** A fan the store knows. */
export type SignedInFan = FanAccount & { id: string };

/** The same without the groups. */
export type KnownFan = Omit<SignedInFan, 'accountGroups'>;

/** A customer of the vendor, with the account groups of the last look-up. */
export type FanAccount = { vendorAccountId: string; email: string; name: string; accountGroups: readonly string[] };

/** Where the storefront of a store is found without a host name of its own. */
export function storefrontAddress(storeKey: string): string {
  return `${location.origin}/s/${storeKey}`;
}

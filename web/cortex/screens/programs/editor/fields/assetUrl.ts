/** What the contract takes as the address of a picture. */
export function isAssetUrl(text: string): boolean {
  return text.length <= 500 && /^(https:\/\/[^\s"'<>\\]+|\/[^\s"'<>\\/][^\s"'<>\\]*)$/.test(text);
}

// Decodes percent-encoded addresses for comparison and search: one author writes /größe/, another copies
// /gr%C3%B6%C3%9Fe/ from a browser.

/** The path of a file that an address means; characters with a meaning in addresses are decoded too. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** The address as people write it; unchanged if its encoding is broken. */
export function decodeUrl(url: string): string {
  try {
    return decodeURI(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

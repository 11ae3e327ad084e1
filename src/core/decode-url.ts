// Percent-encoding taken away, for comparing and searching addresses: one author writes /größe/, another one copies
// /gr%C3%B6%C3%9Fe/ from a browser.

/** The address as people write it; unchanged where its encoding is broken. */
export function decodeUrl(url: string): string {
  try {
    return decodeURI(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

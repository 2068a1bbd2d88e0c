/** Puts `text` on the clipboard; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refusal) {
    // Not available without https or without permission; the text can still be selected by hand.
    console.info("the clipboard is closed", refusal);
    return false;
  }
}

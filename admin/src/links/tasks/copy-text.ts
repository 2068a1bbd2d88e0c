/** Puts `text` on the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refusal) {
    // Without https, or when the person said no: what is shown can still be marked by hand.
    console.info("the clipboard is closed", refusal);
    return false;
  }
}

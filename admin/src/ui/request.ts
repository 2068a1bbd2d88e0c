/** A fresh id for a changing request, with which it may be repeated without being done twice. */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  // Outside of https and localhost browsers hide randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Keeps one request id for one intent: the same arguments get the same id until `settle` is called, so an
 * attempt whose answer was lost is repeated, not doubled. Other arguments are another intent.
 */
export function requestKeeper(make: () => string = newRequestId) {
  let held: { readonly intent: string; readonly id: string } | null = null;
  return {
    idFor(args: unknown): string {
      const intent = JSON.stringify(args);
      if (held?.intent !== intent) held = { intent, id: make() };
      return held.id;
    },
    settle() {
      held = null;
    },
  };
}

import { phoneOrNull } from "./phone.ts";

/**
 * The parts of a text in which people type phone numbers, in their order: separated by line breaks, commas, semicolons, 、 or
 * spaces. A number written in groups (`138 0013 8000`) is one part.
 */
export function typedParts(text: string): string[] {
  return text
    .split(/[\r\n,，;；、]+/)
    .flatMap((piece) => (phoneOrNull(piece) === null ? piece.split(/\s+/) : [piece]))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Phone numbers as people type them, in whatever form `phoneOrNull` takes, full width too; and what is none. */
export function typedPhones(text: string): { phones: string[]; wrong: string[] } {
  const parts = typedParts(text).map((part) => ({ part, phone: phoneOrNull(part) }));
  return {
    phones: parts.flatMap(({ phone }) => phone ?? []),
    wrong: parts.flatMap(({ part, phone }) => (phone === null ? [part] : [])),
  };
}

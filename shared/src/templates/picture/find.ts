import type { CardElement } from "../card.ts";

export type Of<T extends CardElement["type"]> = Extract<CardElement, { type: T }>;

/** The element of that type and name among `elements`. */
export function find<T extends CardElement["type"]>(
  elements: readonly CardElement[],
  type: T,
  name?: string,
): Of<T> | undefined {
  return elements.find(
    (element): element is Of<T> => element.type === type && (name === undefined || element.name === name),
  );
}

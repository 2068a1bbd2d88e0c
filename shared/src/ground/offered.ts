/**
 * What is offered of a choice: all but the basic edition (基础版, §8), which has rights and records but no sends yet, so that nobody buys,
 * files or uploads what cannot be used. A row that has it keeps its words.
 */
export function offered<T extends object>(choice: T): Omit<T, "basic"> {
  const { basic: _, ...rest } = choice as T & { readonly basic?: unknown };
  return rest as Omit<T, "basic">;
}

import type { Choice, Seen } from "./chat_client.ts";

/** Numbers for buttons and menus: a button keeps its number while its message changes around it. */
export type Buttons = {
  numberOf(message: Seen, choice: Choice): number;
  /**
   * Finds what `2`, `Approve` or `2 an option` means among the messages a person sees now; by its label the
   * newest is found. Nothing when there is none, or it is gone.
   */
  find(words: string, messages: Seen[]): { choice?: Choice; option?: string };
};

export function makeButtons(): Buttons {
  const names: string[] = [];
  const nameOf = (message: Seen, choice: Choice) => `${message.key} ${choice.label}`;

  return {
    numberOf(message, choice) {
      const name = nameOf(message, choice);
      if (!names.includes(name)) names.push(name);
      return names.indexOf(name) + 1;
    },
    find(words, messages) {
      const all = messages
        .flatMap((message) => message.choices.map((choice) => ({ message, choice })))
        .reverse();
      const [number = "", ...rest] = words.split(" ");
      const wanted = /^\d+$/.test(number) ? names[Number(number) - 1] : undefined;
      const option = rest.join(" ") || undefined;
      if (wanted)
        return { choice: all.find((each) => nameOf(each.message, each.choice) === wanted)?.choice, option };
      return { choice: all.find(({ choice }) => choice.label.toLowerCase() === words.toLowerCase())?.choice };
    },
  };
}

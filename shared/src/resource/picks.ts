import type { Pick } from "./kinds.ts";

/** Members, as the filters of lists choose one: `column` has the id of the person. */
export const pickPerson = (column: string): Pick => ({
  column,
  from: {
    view: "member_cards",
    key: "user_id",
    title: "name",
    beside: ({ email }) => String(email ?? ""),
  },
});

/** Many people open the form of one button, each their own. */
import type { SlackUser } from "../doubles/slack/person.ts";
import type { Message } from "../doubles/slack/workspace.ts";

/** So many at once: a form has to be open within the 3 s that Slack leaves for it. */
const AT_ONCE = 5;

export async function openForms(people: SlackUser[], message: Message, button: string): Promise<void> {
  const waiting = [...people];
  const next = async () => {
    for (let user = waiting.shift(); user; user = waiting.shift())
      // On a busy machine one is not open in time, and its person presses again.
      while (!user.modal()) await user.press(message, button);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

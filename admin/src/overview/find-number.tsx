import { Card } from "antd";
import { AskNumber } from "../ui/number-search.tsx";
import { showStory } from "../ui/story-door.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Asks for a whole number, and tells what it got, or why it got nothing, in the drawer (MSG-1). */
export function FindNumber() {
  const t = useTranslations(words);
  const ask = (number: string | null) => number !== null && showStory({ resource: "number", number });
  return (
    <Card title={t("find_number")} data-testid="find-number">
      <AskNumber id="overview-number" ask={ask} />
    </Card>
  );
}

import { actionWords } from "@tidings/shared/people/action_words.ts";
import { type AbleMember, ableWords } from "@tidings/shared/people/explained.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Button, Card, Flex } from "antd";
import { Link } from "react-router";
import { ListSkeleton } from "../../ui/skeletons.tsx";
import { Failed } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import type { Asked } from "./asked-fields.tsx";
import { useRight } from "./use-right.ts";
import { words } from "./words.ts";

interface WhoCanProps {
  readonly asked: Asked & { readonly action: string };
  readonly choose: (member: string) => void;
}

/** The members who may, each with what limits it and the way to why. */
export function WhoCan({ asked, choose }: WhoCanProps) {
  const t = useTranslations(words);
  const { data, failure, retry } = useRight<{ readonly members: readonly AbleMember[] }>("who_can", asked);
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (!data) return <ListSkeleton />;
  const action = t(actionWords(asked.action));
  const count = data.members.length;
  return (
    <Card title={count === 0 ? t("nobody", { action }) : t("who", { action, count })} data-testid="who-can">
      <ul className="rights-list">
        {data.members.map((member) => {
          const limit = ableWords(member);
          return (
            <li key={member.id} data-member={member.email}>
              <Flex gap={8} align="baseline" wrap>
                <Link to={`/${NOUNS.member.path}/${member.id}`}>{member.name}</Link>
                <span className="faint">{member.email}</span>
                {limit && <span className="faint">{t(limit)}</span>}
                <Button size="small" type="link" onClick={() => choose(member.id)}>
                  {t("why")}
                </Button>
              </Flex>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

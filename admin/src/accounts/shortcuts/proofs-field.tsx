import { DeleteOutlined } from "@ant-design/icons";
import { SHORTCUT_LIMITS } from "@tidings/shared/accounts/shortcuts/fields.ts";
import { Button } from "antd";
import { FormField } from "../../ui/form-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { ChoosePicture, type StoredPicture, useTakePicture } from "../picture-field.tsx";
import { usePicture } from "../use-picture.ts";
import { words as accountWords } from "../words.ts";
import { words } from "./words.ts";

interface ProofsProps {
  readonly value: readonly StoredPicture[];
  readonly change: (edit: (before: readonly StoredPicture[]) => readonly StoredPicture[]) => void;
  readonly wrong: string | undefined;
}

/** Up to six pictures: each is looked at before anything is sent, then kept. */
export function ProofsField({ value, change, wrong }: ProofsProps) {
  const t = useTranslations(words);
  const { take, busy, said } = useTakePicture("proof");
  return (
    <FormField
      label={t("proofs")}
      htmlFor="shortcut-proofs"
      required
      hint={t("proofs_hint")}
      wrong={said ?? wrong}
    >
      <div className="shortcut-proofs">
        {value.map((proof) => (
          <Proof
            key={proof.path}
            proof={proof}
            remove={() => change((before) => before.filter(({ path }) => path !== proof.path))}
          />
        ))}
        {value.length < SHORTCUT_LIMITS.proofs && (
          <ChoosePicture
            id="shortcut-proofs"
            busy={busy}
            take={async (file) => {
              const stored = await take(file);
              if (stored === null) return;
              // The same picture again is the one that is there.
              change((before) => [...before.filter(({ path }) => path !== stored.path), stored]);
            }}
          >
            {t("add_proof")}
          </ChoosePicture>
        )}
      </div>
    </FormField>
  );
}

/** A stored proof, small, with its name; `remove` where it may be taken away. */
function Proof({ proof, remove }: { proof: StoredPicture; remove?: () => void }) {
  const t = useTranslations(accountWords);
  const shown = usePicture(proof.path);
  return (
    <>
      {shown && <img className="account-thumb" src={shown} alt={proof.name ?? ""} />}
      <span className="proof-name">{proof.name}</span>
      {remove && (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${t("remove")} ${proof.name}`}
          onClick={remove}
        />
      )}
    </>
  );
}

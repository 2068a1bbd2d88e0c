import { Flex } from "antd";
import { CopyButton } from "./copy-button.tsx";
import { useMay } from "./me.tsx";

/** The code that an example of a link ends with (`private.link_address`). */
const EXAMPLE = /[^/]+$/;

interface ShortLinkProps {
  /** The code of a personal link; masked for those who may not reveal numbers, as it opens what its customer was sent. */
  readonly code: string | null;
  /** A link of the same domain. */
  readonly example: string | null;
}

/** A personal link: for anyone who may reveal numbers it can be opened and copied, for others it is its masked code. */
export function ShortLink({ code, example }: ShortLinkProps) {
  const may = useMay()("KooMessage:recipient:reveal");
  if (code === null) return "—";
  if (!may || example === null) return <span className="mono">{code}</span>;
  const address = example.replace(EXAMPLE, code);
  return (
    <Flex gap={4} align="center">
      <a className="mono" href={address} target="_blank" rel="noopener noreferrer nofollow">
        {code}
      </a>
      <CopyButton text={address} />
    </Flex>
  );
}

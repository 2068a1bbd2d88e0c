import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { BasicPicture as Drawn } from "../ui/basic-phone.tsx";
import "../contents/cards/cards.css";

interface BasicPictureProps {
  readonly content: BasicContent;
  readonly signature: string | null;
  readonly label: string;
}

/** The top of a storyboard, as wide as its tile. */
export function BasicPicture(props: BasicPictureProps) {
  return (
    <div className="template-picture">
      <Drawn {...props} />
    </div>
  );
}

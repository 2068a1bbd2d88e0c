import { say } from "@tidings/shared/ground/locale.ts";
import { codeAdvice, codeWords, type ToldCode } from "@tidings/shared/sends/codes.ts";
import { useLocale } from "./words.ts";

/** A carrier's code with what it means below, and what helps as its title. */
export function ResultCode({ of }: { of: ToldCode }) {
  const locale = useLocale();
  const [words, advice] = [codeWords(of), codeAdvice(of)];
  if (words === null) return "—";
  return (
    <span title={advice ? say(advice, locale) : undefined} data-code={of.code}>
      <span className="mono">{of.code}</span>
      <span className="faint" style={{ display: "block" }}>
        {say(words, locale)}
      </span>
    </span>
  );
}

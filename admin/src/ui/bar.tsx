import { Flex, Tooltip } from "antd";

/** One segment of a bar. */
export interface Share {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly color: string;
  /** Hatched, for counts that are not final yet. */
  readonly moving?: boolean;
}

interface SlimBarProps {
  readonly shares: readonly Pick<Share, "key" | "value" | "color">[];
  /** All its figures in words: what is read aloud, and shown on hover. */
  readonly label: string;
}

/** A thin bar for rows of a table. A share that is not 0 is seen, however small. */
export function SlimBar({ shares, label }: SlimBarProps) {
  return (
    <Tooltip title={label}>
      <div className="bar bar-slim" role="img" aria-label={label}>
        {shares
          .filter(({ value }) => value > 0)
          .map(({ key, value, color }) => (
            <span key={key} className="bar-share" style={{ flexGrow: value, backgroundColor: color }} />
          ))}
      </div>
    </Tooltip>
  );
}

interface StackedBarProps {
  readonly shares: readonly Share[];
  readonly total: number;
  readonly label: string;
  readonly format: (value: number) => string;
}

/** A stacked bar with a legend of counts, so that colour is never the only cue. */
export function StackedBar({ shares, total, label, format }: StackedBarProps) {
  return (
    <div>
      <div className="bar" role="img" aria-label={label}>
        {shares
          .filter((share) => share.value > 0)
          .map((share) => (
            <Tooltip key={share.key} title={`${share.label} ${format(share.value)}`}>
              <span
                className={share.moving ? "bar-share bar-moving" : "bar-share"}
                style={{ flexGrow: share.value / Math.max(total, 1), backgroundColor: share.color }}
              />
            </Tooltip>
          ))}
      </div>
      <Flex gap="6px 18px" wrap className="bar-legend">
        {shares.map((share) => (
          <span
            key={share.key}
            className={share.value === 0 ? "bar-key bar-none" : "bar-key"}
            data-share={share.key}
          >
            <i style={{ backgroundColor: share.color }} />
            {share.label} <b>{format(share.value)}</b>
          </span>
        ))}
      </Flex>
    </div>
  );
}

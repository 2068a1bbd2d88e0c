/** A phone that shows a card where others show an SMS. In the colours of the theme; the words beside it say the same. */
export function PhoneDrawing() {
  return (
    <svg className="door-phone" viewBox="0 0 240 300" aria-hidden focusable="false">
      <rect x="50" y="6" width="140" height="288" rx="22" className="door-case" />
      <path d="M104 18h32" className="door-line" />
      {/* The plain SMS that it replaces. */}
      <rect x="62" y="34" width="92" height="34" rx="10" className="door-sms" />
      <path d="M72 46h70M72 56h44" className="door-line" />
      {/* The card. Larger than the phone, since it is what the eye should meet first. */}
      <rect x="26" y="82" width="188" height="176" rx="14" className="door-card" />
      <path d="M26 162V96a14 14 0 0 1 14-14h160a14 14 0 0 1 14 14v66z" className="door-picture" />
      <circle cx="176" cy="108" r="12" className="door-sun" />
      <path d="m26 162 52-46 40 30 30-22 66 38z" className="door-hill" />
      {/* A parcel, as in “it has arrived”. */}
      <path d="M98 128h44v34H98z" className="door-parcel" />
      <path d="M120 128v14M98 138h44" className="door-tape" />
      <path d="M42 182h96M42 198h140" className="door-words" />
      <rect x="42" y="216" width="74" height="26" rx="13" className="door-button" />
      <rect x="126" y="216" width="74" height="26" rx="13" className="door-button-plain" />
    </svg>
  );
}

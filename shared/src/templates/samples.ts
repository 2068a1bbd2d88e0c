// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import type { Content } from "./content.ts";

/**
 * Contents that pass the check for all vendors of their layout, for the demo enterprise (云杉商城) and for tests. Plain
 * JSON, so `JSON.stringify` of one can be pasted into seed.sql.
 */

/** 会员日: spruce hills at dusk. 640 × 360 in sixteen colours, inline for installations without media. */
const HILLS =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAAMFBMVEX22bgsVUdPfWvymUrr07Nag3BNe2kvWEk3YlJEcWCOoIjWx6lvjnq3tptAbFs8Z1eQCovYAAAKG0lEQVR42u2dsWpbSRSGL6wqCxVTJV3gQgIya2PQdmkCcaWocivUpFJnVLoy27jcIo1aI/QAgUQvYPQAxnBfYBvX27heZGdZWdK9d2bOPzNn4P9fIId/5jvnPyPFKgqKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoorzH4NnfTynFx76MtjST/rhqO5gR9/piYs+D/b0B12x14/BAX2kL5bqDGr0id5YaVAreuPNLymWzA9OEgf9NmjUGR3yHCAcJACACbEUYELsn2CYZUAXkFdQegF5BYUXkFdQegF5BYUXkFdQegF5BT2XEK4jwiWE6wiKYDIsGiEcI2KCybCUYDK8r66bgfyYWNQC2QSlBJNhQYpmlgYQTIZpIFg/XA3kZ+yyGcIpIpwhnCLCFsgmSAPTzhBOEekM4RShgWmHMMew4C2LL1qAIcwxTAOB+uxjID8XoYEpczSTtDQGMgjSQBpIA2kgRQNpIA2kgTSQBtJAGkgDaSBfY/iclUh8UKWBacUPlWhgWvGDdaH41Y4UQZCu0cCkSZo5WjiGOYRpYNoxzCEsnCL0TDZFOEOETZAtUGggFznhFOEMEU4ROiZjmC1Q+KLFFihkmH7tKec//TS8za0J6mqB3bvjT5kxrOsCVmW5zothXQQPy7J8r2Cq5fonQLt3ZVmWk6wY1gbwRvcZjZEzbQBvdJzRFdQH8EbLbK7gmUKAy7L8/VMuV1AjwBuNM7mCZyoB3kSZ+zyuoE6ANzrJ4gqeKQV4IwUrcVY/SvUK4Ocok36OZPWzaFW5q7V6iDUDrGQl/pwtwFpW4lx+nLQqD0lBlCnyi9Dbc0RBaVn8QPNBgJWsxFn8RHhV41/KlXi4bpok+l6ha5RsJe7cbV3/ru4PgmsBTrkSV6//7S/b9v0sijwATrgSH+0F0fNfrfDjuTL7mgBOthJ37tS8SooATrYSr/Ts4zKAE63EPVXLkAjgJCtxZ6HqZVwEcJJbsFL2JiQCOMFK3LvQtw35Axx/Jd4GWMunMxKAo1+CkcZ3SQnAkfPYDsCq4+CwtFXEWbjQkkVxAEftQyMdQQAKcMyVuHuh7FUIAnDElfhB0T6EAzheGxoqSQJogGNdgTqANcbBoaN/UdJYpWsnBwIcZxIO9aRROMAxVuLOXanwaRIEcIyVuNL3LgQEOPwgPNK1EcEBDt2EOndaskAggENfgJXChyEswGGzWE/dVg4HOOhK3FloyqOBAA65Eq+UdOKgAAeMYr0LdWt5CICDjUF7gNPHwaHMvzAtaKQoDQQFONDxOwGcOA5WpVj4HLHQthSFAzjISjzSlUjDAhzg9LsXanpxDIDxQexB4WIeEGD4EBwqi6TBAQY3ID+A08TBqkTpREdR4zwBhq7EsqLWWQKM7D+dO1WBIBLAwLOvFHXjiADDYtiRkjpiA4wagR1AUbHiYFWiBYBnpakdRwUYsxL39LAQHWDEBOwsQIWMcwQY0H1W2iJBVIDlJ9+70ANDCoClIQwGcIQ4WJWBJFmJR9iz/J4fwLKVGAlw4DgYCmBZBlvoKSUZwJL5N8KXMskPYP/e070IUMs4O4D9z/1BFQ7pAPZdiUNRscwNYM+VOAjAYeJgaID9jr3S1pIFpU5v4iewkFSA42Brqf3Zm79jT79OUCqgcbAV4A9/GvP2a+TOE3isTWICPDfGmOu4K/FR6J48jgfw1DxL3gZvtQAMjYOtAPdnLwaap4iNZ1WG1zIOwJsG+KI336Idei+Cf6A4OLRqgC96Jx0ktvmrsyijOPg9AsBTs6WrSLNvVcYRIA5Wtg0QNEisqOldRDJQHgeH1g3wVxuU5uljOcDTv77iHJwEBnhudiTO0xajr/kV9dKYt99wDo6DAjw1e7oO3naaAT7d9JQ3TzgH1wEB3mmAmDbYeuQLm5KAGC+DAbzbADF5ui19jexKwmHsHwcr1waIydMn/q+oH/7ZKgOGsW8cHLo3QEyevvX+GOTxVR0wjP3iYBvABxsgJE83ha+hCxIwjL3iYOXVACGDZO0H8D4SMIwneIDnDf5J83R906maA+C+UBiP0QBPTaOEeXricaqnh1sKCuM1FuCGBgjJ0/fOr6i1FaEwXiIBbmyAiDZ47HqqTRVhMHaKg20Az027nuDnfWQXAENh7BIHK1EDROTpA9GrCeDHllogGNvHwaGwASLy9NjlFbWdCAjGtnGwBWCLBgjI03stpycjAoLxBALw3NhKNEhOrF9RL62KgWA8BgA8tfZPmKdvLQE+nVmWg8B4LQa4P7M3UJanX3Wc+ldUh4IQGC+FAFs3QECeXtsA7FQQAOPWODhENUB5G9wKXiO/ABgC45Y42ALw1LjqCTH06gF+dK1HjnFzHKxwDRCQp+/bPgaZG/eCgn6FZ4hsgPI8fdwC8NT4SIzxxBfguVe9V9KZV/uKemn8JMZ47Afw1LPeG2G/eZAGQDzGax+A+771SvL0uL4q73oQGC/dAfZqgOI8/f6+DmBBPQCMD8bBKkADFOfpkwoTANEYH4qDQRog6vvT4gCIxvhAHAzSAFHfnwbyAMJ4Pw6GaYCo708DeQBhPHEwUH7g74DfevQOgGCMx9YGIg78Cuff6QxmoAzjtaWBfUjBsEHSB/onxHhpZaC4AYK+P40tB4Lx6zgYdOIhvj+NCYBQjF/FwbATD/L/ETEBEInxdhwM33EAbXBugsgf4604GKHjiPP01ASSP8aTZgOxJy7N05cmmPwxHjcZiD5xWZ4+nZmA8sZ4XW9gH16xJE/3g/onwHhZZyA8cokGSYhqMBj/ioNxRp53ng4QAGEYv8TBSCPPN08/mhjyxPg5DsZqOdeaAiAK400cjNZybjQFQBTGkz0DAx75k6YAiMJ4XMQ7cuc8fTqLaaAnxkXEzOWYp/tx/fPEuIiZua50BUAIxkXUmXejLAACMC6izjyHPP1o0sgV4yJuz7HO03OTSo4YF5F7zrW6ACjEuIh95jfqAqAM4yL6mT+pC4AijIvooas9T/dT++eCcRE/dLXl6RQB0B/jIsHQu1IYAL0xLlIMvRuNAdAT4yJF02nK03OjRzYYF0maTn2enhpNssC4SHPo1zoDoAfGRaJDv9EZAN0xLlKlriedAdAZ4yJV6jqQp3UEQEeMi2RTby9PawmAbhgX6cq60hoAnTBOaODOIJkbxarHOKWBr/L01OhWHcZFUjK+qg2A1hgnNfD/PH06U29gDcZpDfyvDfYz8K8G48QGvuRppQHQCuPUBm7ytN4AaIFxagM3efrRZKRdjJMbaK7mJivtYFwYSoQxDRRiTAOFGNNAIcY0UIgxDRRiTAOFGNNAIcY0UIgxDRRiTAOFooE0kAbSQBpI0UAaSANpIEUDaSANpIEUDaSBNJAGUjSQBtJAGkjRQBpIA2kgRQNpIA2kgdRB/QtCcPfm+Vjz7wAAAABJRU5ErkJggg==";

/** 包裹: a parcel on a belt, of the same kind. */
const PARCEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAADFBMVEXf6fOPo7XJjVLjtHw/irxhAAABmElEQVR42u3QMQ0AIAwAwVrAQi3g3xsGOrQhDCT3+y8XIUmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJA3KZruo+wIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgwNctXQUQIECAAAUQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIEABBAgQoAACBPh1B4lxdrLPaa1kAAAAAElFTkSuQmCC";

/** image_text 图文, marketing: a members' day. Only actions that OPPO allows too. */
export const IMAGE_TEXT_SAMPLE: Content = {
  slots: {
    image: {
      src: HILLS,
      alt: "云杉会员日主视觉：暮色中的山丘",
      width: 640,
      height: 360,
      action: { type: "open_browser", target: "https://mall.example.com/member-day" },
    },
    title: "云杉会员日 福利已到账",
    body: "${name}，您的 ${amount} 元会员券已放入卡包，${deadline} 前有效。拒收请回复R",
    buttons: [
      {
        text: "立即使用",
        action: { type: "open_browser", target: "https://mall.example.com/member-day?m=${member_no}" },
      },
    ],
  },
  params: [
    { name: "name", example: "张女士", type: "text" },
    { name: "amount", example: "50", type: "money" },
    { name: "deadline", example: "12月31日", type: "date" },
    { name: "member_no", example: "YS20261118", type: "text" },
  ],
};

/** notice 一般通知类: an order is on its way. Four pairs, the most that all its vendors take together. */
export const NOTICE_SAMPLE: Content = {
  slots: {
    title: "订单发货通知",
    body: "${name}，您的订单已发货，请留意收件。",
    pairs: [
      { label: "订单编号", value: "${order_no}" },
      { label: "承运快递", value: "${carrier}" },
      { label: "运单号", value: "${waybill}" },
      { label: "预计送达", value: "${eta}" },
    ],
    image: { src: PARCEL, alt: "传送带上的包裹", width: 640, height: 360 },
    buttons: [
      {
        text: "查看物流",
        action: { type: "open_browser", target: "https://mall.example.com/orders/${order_no}" },
      },
      {
        text: "打开商城",
        action: {
          type: "open_app",
          target: "yunshan://orders",
          package: "com.example.yunshan",
          fallback: "https://mall.example.com/",
        },
      },
    ],
  },
  params: [
    { name: "name", example: "李先生", type: "text" },
    { name: "order_no", example: "YS2026112400017", type: "text" },
    { name: "carrier", example: "顺丰速运", type: "text" },
    { name: "waybill", example: "SF1020304050607", type: "text" },
    { name: "eta", example: "11月26日", type: "date" },
  ],
};

/** 开卡欢迎图文: image_text without parameters, so that a group link can serve it. */
export const WELCOME_SAMPLE: Content = {
  slots: {
    image: { src: HILLS, alt: "云杉商城欢迎图：山丘与夕阳", width: 640, height: 360 },
    title: "欢迎加入云杉商城",
    body: "新会员专享首单立减，三步领取开卡礼。拒收请回复R",
    buttons: [
      { text: "领取开卡礼", action: { type: "open_browser", target: "https://mall.example.com/welcome" } },
    ],
  },
};

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import {
  app,
  button,
  copy,
  dial,
  link,
  map,
  type PublicTemplate,
  pair,
  params,
  picture,
  web,
} from "./pieces.ts";

export const NOTICE_TEMPLATES: readonly PublicTemplate[] = [
  {
    key: "notice_parcel",
    name: "快递派送通知",
    industry: "物流快递",
    layout: "notice",
    usage: "commercial",
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "samsung"],
    content: {
      slots: {
        title: "您的快递今天送达",
        body: "${name}，包裹已由${courier}取出派送，请保持电话畅通。不在家可改放驿站。",
        pairs: [
          pair("运单号", "${waybill}"),
          pair("预计送达", "${eta}"),
          pair("派送员", "${courier}"),
          pair("取件码", "${code}"),
        ],
        image: picture("parcels", "16x9", "快递车和包裹"),
        buttons: [
          button("查看轨迹", web("https://express.example.com/t/${waybill}")),
          button("改放驿站", web("https://express.example.com/move/${waybill}")),
        ],
      },
      params: params({
        name: "徐先生",
        courier: "刘师傅",
        waybill: "SF1020304050607",
        eta: "今天 17:00 前",
        code: "6-2-3108",
      }),
    },
  },
  {
    key: "notice_bank_bill",
    name: "信用卡账单提醒",
    industry: "银行",
    layout: "notice",
    usage: "commercial",
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "samsung"],
    content: {
      slots: {
        title: "${month} 账单已出",
        body: "尊敬的 ${name}，您尾号 ${tail} 的信用卡账单已生成，请按时还款。",
        pairs: [
          pair("本期应还", "${amount} 元"),
          pair("低额还款", "${least} 元"),
          pair("到期还款日", "${deadline}"),
          pair("自动还款", "${auto}"),
        ],
        buttons: [
          button("查看账单", app("bank://bill", "com.example.bank", "https://bank.example.com/bill")),
          button("分期还款", web("https://bank.example.com/instalment")),
        ],
      },
      params: params({
        month: "11月",
        name: "李先生",
        tail: "6688",
        "amount:money": "3286.50",
        "least:money": "328.65",
        "deadline:date": "12月18日",
        auto: "未开通",
      }),
    },
  },
  {
    key: "notice_enhanced_hospital",
    name: "医院就诊提醒",
    industry: "医院",
    layout: "notice_enhanced",
    usage: "commercial",
    vendors: ["huawei", "xiaomi", "oppo", "vivo"],
    content: {
      slots: {
        title: "明天就诊提醒",
        body: "${name}，请在就诊时间前 30 分钟到院取号，带好身份证与医保卡。",
        pairs: [
          pair("科室", "${department}"),
          pair("医生", "${doctor}"),
          pair("时间", "${time}"),
          pair("地点", "${room}"),
        ],
        image: picture("clinic", "16x9", "医药箱、药瓶和红心"),
        buttons: [
          button("改约或取消", web("https://hospital.example.com/visit/${visit_no}")),
          button("到院导航", web("https://hospital.example.com/way")),
        ],
      },
      params: params({
        name: "郑女士",
        department: "呼吸内科",
        doctor: "方医生",
        time: "12月3日 09:30",
        room: "门诊楼 3 层 12 诊室",
        visit_no: "G20261203017",
      }),
    },
  },
  {
    key: "notice_enhanced_power",
    name: "供电停电与电费通知",
    industry: "水电燃气",
    layout: "notice_enhanced",
    usage: "commercial",
    vendors: ["huawei", "xiaomi", "oppo", "vivo"],
    content: {
      slots: {
        title: "计划停电通知",
        body: "为检修线路，您所在区域将临时停电，请提前备好照明并关闭电器。给您带来不便，敬请谅解。",
        pairs: [
          pair("户号", "${account}"),
          pair("停电时间", "${begins}"),
          pair("恢复时间", "${ends}"),
          pair("影响范围", "${area}"),
        ],
        image: picture("bulb", "16x9", "亮着的灯泡、小屋和绿植"),
        buttons: [
          button("查询进度", web("https://power.example.com/outage/${account}")),
          button("打开用电助手", app("power://home", "com.example.power", "https://power.example.com/app")),
        ],
      },
      params: params({
        account: "3301008826",
        begins: "12月6日 08:00",
        ends: "12月6日 12:00",
        area: "湖滨路 1 号至 39 号",
      }),
    },
  },
  {
    key: "rich_text_property",
    name: "物业年度公告",
    industry: "物业",
    layout: "rich_text",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        body: "${name}业主：\n一、12 月 8 日至 10 日清洗楼顶水箱，每日 9:00 至 16:00 停水，请提前储水。\n二、地下车库 12 月起按车牌自动抬杆，未登记车辆请到服务中心办理，收费标准不变。\n三、本年度公共收益收支表已张贴在各单元大厅，电子版可在下方查看。\n如有疑问请联系楼栋管家${keeper}。\n${estate}物业服务中心",
        buttons: [
          button("查看收支表", link("https://estate.example.com/accounts/${estate_no}")),
          button("登记车牌", link("https://estate.example.com/plate/${estate_no}")),
          button("联系管家", dial("${phone}")),
        ],
      },
      params: params({
        name: "6 幢 1202 ",
        keeper: "小周",
        estate: "云栖家园",
        estate_no: "YX06",
        phone: "0571-88001234",
      }),
    },
  },
  {
    key: "rich_text_school",
    name: "学校家长会通知",
    industry: "教育培训",
    layout: "rich_text",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        body: "${name}家长：\n本学期家长会定于 ${date} 18:30 在${place}举行，约一个半小时。\n议程：班主任介绍学期情况；任课老师答疑；寒假作息与安全提示。\n学校门口不便停车，建议乘坐地铁到${station}站。不能到会的家长请在线观看回放。",
        buttons: [
          button("回复到会", link("https://school.example.com/meeting/${class_no}")),
          button("加入日历", {
            type: "calendar",
            target: "家长会",
            begins_at: "${begins}",
            ends_at: "${ends}",
            body: "请提前十分钟到场签到",
          }),
          button("到校路线", map("学院路小学", "120.1551", "30.2741")),
        ],
      },
      params: params({
        name: "乐乐",
        "date:date": "12月11日",
        place: "四年级二班教室",
        station: "学院路",
        class_no: "G4C2",
        begins: "2026-12-11T18:30+08:00",
        ends: "2026-12-11T20:00+08:00",
      }),
    },
  },
  {
    key: "rich_text_enhanced_energy",
    name: "绿色电力年度报告",
    industry: "水电燃气",
    layout: "rich_text_enhanced",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        image: picture("wind", "3x1", "风车、太阳能板和小屋"),
        body: "${name}，您家的 ${year} 年用电报告：\n全年用电 ${usage} 度，比上一年少 ${saved} 度；其中 ${share} 来自风电和光伏。\n用电高峰在 7 月和 8 月的 19 点至 22 点，若把洗衣与热水调到 22 点以后，按分时电价每月约省 ${money} 元。\n报告由智能电表数据汇总，仅供参考，电费以账单为准。",
        buttons: [
          button("看完整报告", link("https://power.example.com/report/${account}")),
          button("改为分时电价", link("https://power.example.com/tariff/${account}")),
        ],
      },
      params: params({
        name: "钱先生",
        year: "2026",
        "usage:number": "2860",
        "saved:number": "214",
        share: "31%",
        "money:money": "26",
        account: "3301008826",
      }),
    },
  },
  {
    key: "rich_text_enhanced_clinic",
    name: "体检报告领取",
    industry: "医院",
    layout: "rich_text_enhanced",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        image: picture("clinic", "3x1", "医药箱、药瓶和红心"),
        body: "${name}，您 ${date} 的体检报告已完成。\n报告共 ${pages} 页，其中 ${count} 项需要留意，医生已写明建议。\n查看时需验证手机号与身份证后四位，报告不会出现在本条消息里。\n如需当面解读，可预约总检医生，工作日 8:00 至 11:30，免收挂号费。",
        buttons: [
          button("验证并查看", link("https://checkup.example.com/report")),
          button("预约解读", link("https://checkup.example.com/talk/${report_no}")),
          button("复制报告号", copy("${report_no}")),
        ],
      },
      params: params({
        name: "罗女士",
        "date:date": "11月26日",
        "pages:number": "12",
        "count:number": "2",
        report_no: "TJ20261126083",
      }),
    },
  },
];

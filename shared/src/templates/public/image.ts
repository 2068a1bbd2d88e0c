// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import { button, link, type PublicTemplate, params, picture, popup, web } from "./pieces.ts";

const ALL = ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"];

export const IMAGE_TEMPLATES: readonly PublicTemplate[] = [
  {
    key: "image_text_retail",
    name: "百货换季上新",
    industry: "零售百货",
    layout: "image_text",
    usage: "commercial",
    vendors: ALL,
    content: {
      slots: {
        image: picture("bags", "16x9", "三只购物袋", web("https://mall.example.com/new")),
        title: "换季上新 会员先逛",
        body: "${name}，本周新品已到店，您的 ${amount} 元会员券可与满减同享，${deadline} 前有效。拒收请回复R",
        buttons: [button("去逛新品", web("https://mall.example.com/new?m=${member_no}"))],
      },
      params: params({
        name: "张女士",
        "amount:money": "50",
        "deadline:date": "12月31日",
        member_no: "M20261201",
      }),
    },
  },
  {
    key: "image_text_bank",
    name: "信用卡办卡礼遇",
    industry: "银行",
    layout: "image_text",
    usage: "commercial",
    vendors: ALL,
    content: {
      slots: {
        image: picture("cards", "16x9", "两张信用卡和金币", web("https://bank.example.com/card")),
        title: "您的预审额度已备好",
        body: "${name}，尾号 ${tail} 的储蓄卡客户可申请联名信用卡，${deadline} 前核卡并消费一笔，可领行李箱一只。额度以审批结果为准。拒收请回复R",
        buttons: [button("查看并申请", web("https://bank.example.com/card/apply?c=${code}"))],
      },
      params: params({ name: "李先生", tail: "6688", "deadline:date": "1月15日", code: "K7F2Q9" }),
    },
  },
  {
    key: "multi_image_text_fresh",
    name: "生鲜周末到家",
    industry: "生鲜超市",
    layout: "multi_image_text",
    usage: "commercial",
    vendors: ALL,
    content: {
      slots: {
        image: picture("fruit", "16x9", "一盘橙子、苹果和梨", web("https://fresh.example.com/weekend")),
        title: "周末鲜到家 半小时送达",
        items: [
          {
            subtitle: "麒麟西瓜 一只 29.9 元",
            image: picture("melon", "1x1", "切开的西瓜", web("https://fresh.example.com/melon")),
          },
          {
            subtitle: "鲜牛奶 两盒减 8 元",
            image: picture("milk", "1x1", "一瓶和一盒牛奶", web("https://fresh.example.com/milk")),
          },
          {
            subtitle: "现烤面包 满 39 元免运费 拒收请回复R",
            image: picture("bread", "1x1", "刚出炉的面包", web("https://fresh.example.com/bread")),
          },
        ],
      },
    },
  },
  {
    key: "multi_image_text_travel",
    name: "假期周边游推荐",
    industry: "旅游",
    layout: "multi_image_text",
    usage: "commercial",
    vendors: ALL,
    content: {
      slots: {
        image: picture("beach", "16x9", "海边的遮阳伞和椰子树", web("https://trip.example.com/holiday")),
        title: "${city}出发 三条假期路线",
        items: [
          {
            subtitle: "湖畔两日 船游与日落",
            image: picture("lake", "1x1", "暮色里的湖和小船", web("https://trip.example.com/lake")),
          },
          {
            subtitle: "山谷热气球 含早餐与接送",
            image: picture("balloon", "1x1", "山谷上空的热气球", web("https://trip.example.com/balloon")),
          },
          {
            subtitle: "亲子酒店 住二享三 拒收请回复R",
            image: picture("bedroom", "1x1", "酒店的客房", web("https://trip.example.com/hotel")),
          },
        ],
      },
      params: params({ city: "杭州" }),
    },
  },
  {
    key: "long_text_insurance",
    name: "保单年度检视邀请",
    industry: "保险",
    layout: "long_text",
    usage: "commercial",
    vendors: ["huawei", "oppo", "samsung"],
    content: {
      style: "simple",
      slots: {
        title: "您的保单年度检视",
        image: picture("umbrella", "16x9", "雨伞护着房子和汽车"),
        body: "${name}，您好：\n您名下共有 ${count} 份保单，其中一份将于 ${deadline} 到期续保。\n这次检视由专属服务人员${agent}为您提供：核对受益人与联系方式，梳理家庭保障是否有缺口，说明续保与减额的办法。全程约 20 分钟，不收取费用，不影响原有保单。\n如需改期，请在页面内选择方便的时间。拒收请回复R",
        buttons: [button("预约检视", web("https://insure.example.com/review?p=${policy_no}"))],
      },
      params: params({
        name: "王女士",
        "count:number": "3",
        "deadline:date": "12月20日",
        agent: "陈颖",
        policy_no: "P8800261",
      }),
    },
  },
  {
    key: "long_text_school",
    name: "培训机构春季课程",
    industry: "教育培训",
    layout: "long_text",
    usage: "commercial",
    vendors: ["huawei", "oppo", "samsung"],
    content: {
      style: "enhanced",
      slots: {
        icon: picture("rocket", "1x1", "飞向星空的火箭"),
        title: "春季兴趣课开放选课",
        image: picture("books", "16x9", "书本、学士帽和铅笔"),
        items: [
          {
            body: "科学探索班：每周六上午，小班 12 人，动手做完一件作品再下课。适合 7 至 9 岁。",
            buttons: [button("看科学课", web("https://class.example.com/science"))],
          },
          {
            body: "绘本阅读班：每周日下午，读完一本就带一本回家。老学员${name}可享早鸟价 ${price} 元，${deadline} 截止。拒收请回复R",
            buttons: [button("看阅读课", web("https://class.example.com/reading"))],
          },
        ],
      },
      params: params({ name: "乐乐", "price:money": "1280", "deadline:date": "2月10日" }),
    },
  },
  {
    key: "carousel_home",
    name: "家居焕新四件",
    industry: "家居家装",
    layout: "carousel",
    usage: "commercial",
    vendors: ["huawei", "oppo", "meizu", "samsung"],
    content: {
      style: "1",
      slots: {
        items: [
          {
            image: picture("sofa", "16x9", "绿色沙发和落地灯", web("https://home.example.com/sofa")),
            title: "三人位布艺沙发",
            body: "可拆洗，七天内送货上门",
            buttons: [button("去看看", web("https://home.example.com/sofa"))],
          },
          {
            image: picture("bedroom", "16x9", "卧室的床和床头灯", web("https://home.example.com/bed")),
            title: "实木床 1.8 米",
            body: "旧床免费搬走",
            buttons: [button("去看看", web("https://home.example.com/bed"))],
          },
          {
            image: picture("lamp", "16x9", "亮着的台灯和书", web("https://home.example.com/lamp")),
            title: "暖光台灯",
            body: "三档亮度，睡前阅读不刺眼",
            buttons: [button("去看看", web("https://home.example.com/lamp"))],
          },
          {
            image: picture("plant", "16x9", "盆栽和浇水壶", web("https://home.example.com/plant")),
            title: "好养的绿植",
            body: "两周浇一次水 拒收请回复R",
            buttons: [button("去看看", web("https://home.example.com/plant"))],
          },
        ],
      },
    },
  },
  {
    key: "carousel_tea_time",
    name: "烘焙下午茶三选",
    industry: "餐饮",
    layout: "carousel",
    usage: "commercial",
    vendors: ["huawei", "oppo", "meizu", "samsung"],
    content: {
      style: "2",
      slots: {
        items: [
          {
            image: picture("coffee", "1x1", "一杯咖啡和饼干", web("https://cafe.example.com/latte")),
            title: "燕麦拿铁",
            body: "第二杯半价，今日 14 点起",
            buttons: [button("点一杯", web("https://cafe.example.com/latte?s=${shop}"))],
          },
          {
            image: picture("cake", "1x1", "草莓奶油蛋糕", web("https://cafe.example.com/cake")),
            title: "草莓奶油蛋糕",
            body: "每天现做 30 份",
            buttons: [button("订一份", web("https://cafe.example.com/cake?s=${shop}"))],
          },
          {
            image: picture("bread", "1x1", "刚出炉的面包", web("https://cafe.example.com/bread")),
            title: "黄油面包篮",
            body: "到店自取减 5 元 拒收请回复R",
            buttons: [button("带一篮", web("https://cafe.example.com/bread?s=${shop}"))],
          },
        ],
      },
      params: params({ shop: "S0218" }),
    },
  },
  {
    key: "image_slideshow_car",
    name: "新车到店试驾",
    industry: "汽车",
    layout: "image_slideshow",
    usage: "commercial",
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    content: {
      style: "16:9",
      slots: {
        items: [
          {
            image: picture("car", "16x9", "公路上的红色轿车"),
            body: "${name}，新款轿车已到${shop}",
            action: web("https://auto.example.com/sedan"),
          },
          {
            image: picture("charger", "16x9", "充电桩旁的白色汽车"),
            body: "纯电版：赠家用充电桩及安装",
            action: web("https://auto.example.com/electric"),
          },
          {
            image: picture("city", "16x9", "雨夜的城市街道"),
            body: "周末夜间试驾开放预约 拒收请回复R",
            action: web("https://auto.example.com/night"),
          },
        ],
      },
      params: params({ name: "赵先生", shop: "城西店" }),
    },
  },
  {
    key: "image_slideshow_beauty",
    name: "美妆护肤礼盒",
    industry: "美妆个护",
    layout: "image_slideshow",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      style: "48:65",
      options: { button_colours: "purple" },
      slots: {
        items: [
          {
            image: picture("skincare", "48x65", "绿色玻璃瓶的护肤品"),
            body: "晨间修护三件套",
            action: link("https://beauty.example.com/skincare"),
          },
          {
            image: picture("perfume", "48x65", "淡紫色的香水瓶和花"),
            body: "花香调淡香水",
            action: link("https://beauty.example.com/perfume"),
          },
          {
            image: picture("lipstick", "48x65", "两支口红和粉盒"),
            body: "新色口红 试色可退 拒收请回复R",
            action: link("https://beauty.example.com/lipstick"),
          },
        ],
        buttons: [
          button("领试用装", link("https://beauty.example.com/trial?m=${member_no}")),
          button("全部新品", link("https://beauty.example.com/new")),
        ],
      },
      params: params({ member_no: "B200618" }),
    },
  },
  {
    key: "poster_new_year",
    name: "年货节海报",
    industry: "零售百货",
    layout: "poster",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        image: picture(
          "lanterns",
          "3x4",
          "灯笼、红包、鼓和橘子",
          popup("年货节", "1月10日至1月25日，门店满 300 元减 40 元，线上同享；年货礼盒可代寄。拒收请回复R"),
        ),
      },
    },
  },
  {
    key: "poster_tea",
    name: "茶馆春茶品鉴海报",
    industry: "餐饮",
    layout: "poster",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      slots: {
        image: picture(
          "tea",
          "3x4",
          "紫砂壶、茶杯和新叶",
          popup("春茶品鉴会", "${date} 14:00，${place}，席位 20 个，凭本条消息入场。拒收请回复R"),
        ),
      },
      params: params({ "date:date": "3月28日", place: "湖滨路 6 号二楼" }),
    },
  },
];

"""What a sound most likely stands for in an advert: everyday words, and characters by themselves."""

from __future__ import annotations

_WORDS = """
我们 你们 他们 她们 咱们 大家 自己 人们 这个 那个 这款 这是 那是 这些 那些 不是 就是 也是 都是 还是 只是 而是 但是 可是 不能 不会 不要 不用 不可 不得
不同 不够 不再 不如 不到 不过 没有 还有 所有 只有 具有 拥有 含有 可以 可能 能够 应当 应该 必须 需要 因为 所以 如果 虽然 而且 以及 或者 根据 关于 对于
由于 通过 进行 使用 采用 请勿 切勿 禁止 谨防 并非 并不 绝不 从不 产品 商品 本品 本店 本公司 本产品 本院 本厂 客户 用户 顾客 买家 消费者 孩子 宝宝 妈妈
宝妈 老人 男人 女人 家人 朋友 家长 学员 学生 老师 名师 专家 医生 患者 病人 医院 药物 药品 食品 疾病 国家 中国 全国 全球 世界 国内 本市 惠州 惠阳 惠东
博罗 龙门 深圳 广东 行业 同行 市场 市面 全网 品牌 质量 品质 价格 效果 功能 功效 作用 方法 技术 工艺 方案 服务 材料 面料 原料 设计 生产 制造 公司 企业
工厂 厂家 机构 平台 团队 门店 店铺 品种 系列 时间 分钟 小时 一天 每天 今天 明天 今年 去年 半年 一年 一个 两个 第一 第一家 第一名 首个 首家 唯一 最好
最佳 最大 最强 最低 最高 最低价 最新 最受欢迎 顶级 顶尖 极品 领先 独家 指定 推荐 保证 承诺 无效 退款 有效 见效 治疗 治愈 根治 预防 改善 缓解 调理 保健
健康 身体 皮肤 睡眠 失眠 血压 血糖 疼痛 减肥 瘦身 增高 美白 祛斑 免费 优惠 特价 原价 现价 包邮 好评 返现 赚钱 收入 收益 利润 回本 加盟 代理 投资 理财
年化 本金 房价 升值 学校 学位 地铁 考试 录取 成绩 提分 微信 老板 喝酒 饮酒 真的 就能 都能 也能 才能 轻松 快速 立即 马上 当天 永久 终身 永不 从此 再也
喝完 吃了 用了 一次 三天 七天 一周 一个月 三个月 粉嘟 粉嘟嘟 镜子
"""
# what negates, counts and joins comes before what rarer words are made of
_CHARACTERS = """
bu:不 mei:没 wu:无 fei:非 wei:未 bie:别 shen:慎 de:的 le:了 shi:是 zai:在 you:有 he:和 ji:级 yi:一 er:二 san:三 si:四 liu:六 qi:七 ba:八 jiu:就 bai:百
qian:千 wan:万 ge:个 tian:天 nian:年 yue:月 fen:分 yuan:元 jin:斤 bei:倍 ci:次 ren:人 zui:最 hao:好 da:大 dou:都 ye:也 hui:会 neng:能 ke:可 jia:家
men:们 wo:我 ni:你 ta:他 zhe:这 na:那 dui:对 bi:比 rang:让 ba:把 bei:被 cong:从 dao:到 yu:与 yong:用 chi:吃 he:喝 kan:看 mai:买 lai:来 qu:去 ai:爱
"""

WORDS: tuple[str, ...] = tuple(_WORDS.split())
CHARACTERS: dict[str, str] = dict(pair.split(":") for pair in _CHARACTERS.split())

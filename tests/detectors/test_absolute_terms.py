"""Absolute terms over many short wordings: the unlawful ones are found, the lawful ones of the 2023 guide and of everyday speech are not."""

from __future__ import annotations

import pytest

from core.records import Document
from detectors.load import load_engine

UNLAWFUL = """
全国最好的减肥训练营
国家级品质 铸铁锅
行业第一品牌 墙布
世界第一 净水科技
惠州最大的汽配市场
华南地区最具规模的茶叶批发商
销量遥遥领先 全网第一 空气炸锅
史上最强清洁剂
本楼盘是城中唯一江景豪宅
全国唯一获批的护眼台灯厂家
国内首家纳米陶瓷涂层工厂
填补行业空白的新型水泵
极品沉香手串
顶级牛皮沙发
全球顶尖研发团队打造
最先进的德国生产线
最权威的培训机构
最正宗的客家盐焗鸡
价格最低 全城底价
最低价批发 全国最低
最便宜的租车公司
最安全的儿童座椅
最有效的除螨仪
最环保的油漆
最专业的月嫂公司
最高端的会所
至今无人能及的工艺
举世无双的收藏价值
独一无二的地段
中国第一家智能健身房
广东第一高楼盘
惠阳首席湖居别墅
深圳No.1婚庆公司
TOP1口碑商家
销量冠军 电饭煲
亚洲最大的珠宝城
全球领先技术 滤芯
国际领先水平 轴承
世界级大师设计
宇宙级享受
业内最高标准
全行业最低价
最受消费者信赖的品牌
最畅销的面膜
技术最先进 效果最好
质量最好价格最优
全网销量最高的洗地机
最完美的户型
打造最佳人居
中国最大女装批发基地
最高级别防护 头盔
最具投资价值的商铺
绝无仅有的海景旺铺
领导品牌 地板
行业领导者 瓷砖
全市第一学区房
同类产品第一
最值得信赖的装修公司
最全的品类 最低的价格
天下第一鲜 酱油
"""

LAWFUL = """
折叠床 最大承重150公斤
最小起订量100件 可定制logo
本店最低消费30元起送
夏季最近上新 棉麻连衣裙
活动最后一天 满减进行中
最高可减200元 会员专享
最长续航12小时 蓝牙耳机
最快次日达 顺丰包邮
付款后第一时间发货
第一次使用请先清洗
第一步撕开包装，第二步贴于窗面
每瓶有唯一编码可扫码查询真伪
一级能效 1.5匹变频空调
特级初榨橄榄油 750ml
国家一级运动员教学 羽毛球培训
国家级非遗传承人手作 油纸伞
来自国家级贫困县的苹果
世界级文化遗产土楼门票
首席设计师亲自量尺 全屋定制
新品全球首发 预售开启
全球购 正品口红
全网通 128G 二手手机
全球联保 机械手表
极品飞车 游戏光盘
空军一号 男鞋 白色
健身房至尊卡 年卡转让
人生第一支口红 送礼盒
世界冠军同款球拍
奥运冠军代言 跑步鞋
本厂坚持质量第一、顾客至上
安全第一 施工反光背心
友谊第一比赛第二 T恤定制
最美乡村三日游 跟团
中国最美图书奖得主作品
最受欢迎奖获奖绘本
本店销量最高的一款 坚果礼盒
最适合夏天的薄款空调被
送给最爱的人 永生花
最有意义的生日礼物 照片定制
最好提前一天预约 美甲
给孩子最好的陪伴 亲子绘本
冷藏保存，最佳赏味期7天
为获得最佳音质请先煲机
最佳拍摄时间为清晨 摄影跟拍
最佳观影区座位 电影票
我们一直努力做到最好
做最好的自己 励志文化衫
让最专业的团队为您服务
以最优惠的价格回馈新老顾客
最低温度可达零下18度 车载冰箱
唯一官方旗舰店 授权正品
全国包邮 最后三件
第一季 DVD 全集
第一食品厂出品 老式饼干
中国第一汽车集团 配件
广州市第一人民医院 附近公寓出租
第一批预售已售罄
国内外知名品牌代工
全国统一零售价
销量10万+ 爆款收纳盒
行业标准 GB/T 12345 优等品
优级白酒 53度
一等品 龙井茶
高级感 轻奢 毛呢外套
顶级域名注册
top榜单推荐书目
领先一步的防滑设计
冠军篮球赛门票
史上首次开放参观 博物馆门票
首家线下体验店开业
我店首款自研猫粮
独家定制款
历史最低价已过 请以页面为准
当季最新鲜的草莓 现摘现发
最便宜的运费选择请咨询客服
厂家直销 价格实惠
全年最大力度优惠 满300减50
年度最大促销 家电节
全场最低五折起
双十一最优惠时段为零点
最舒服的睡姿 侧睡枕
最简单的做法 懒人火锅料
成为最耀眼的你 眼影盘
陪你走过最美的四季 日历
全国最大尺码可做到10XL
尺码最全 35-46
颜色最全可选
本系列最轻的一款
同系列中最安静的吹风机
世界上最小的国家 拼图
最强大脑 益智玩具
最强王者 游戏鼠标垫
"""


def absolute(text):
    found = load_engine().detect(Document(id="1", kind="listing", title=text, text=""))
    return [span.text for finding in found if finding.category == "absolute_terms" and finding.lead for span in finding.spans]


@pytest.mark.parametrize("text", UNLAWFUL.strip().split("\n"))
def test_an_unlawful_wording_is_found(text):
    assert absolute(text)


@pytest.mark.parametrize("text", LAWFUL.strip().split("\n"))
def test_a_lawful_wording_is_left_alone(text):
    assert absolute(text) == []


@pytest.mark.parametrize("text", UNLAWFUL.strip().split("\n"))
def test_a_buyer_who_says_so_is_left_alone(text):
    assert load_engine().detect(Document(id="1", kind="page", text=f"买家评论：{text}")) == ()

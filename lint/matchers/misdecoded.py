"""``misdecoded``: Chinese that was read in another encoding than it was written in."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

# Written as UTF-8 and read as GBK (宸ヤ綔), written as GBK and read as Latin-1 (¹¤×÷).
_HANZI = Lazy("[\u2e80-\u9fff\uff01-\uff5e\u3000-\u303f\u2010-\u203e\u20ac\ue000-\uf8ff]{2,}")
_LATIN = Lazy("[\xa1-\xff]{4,}")
# The commonest hanzi of reports; what comes out must be made of them.
_COMMON = frozenset(
    "的一是在和了有大不中人上为个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十"
    "三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随"
    "病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固"
    "叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功"
    "巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载"
    "倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚"
    "室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐"
    "血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概"
    "慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆"
    "顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯"
    "录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退"
    "洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋"
    "购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救"
    "恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯"
    "津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷"
    "绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆"
    "，。、；：“”（）！？《》"
)


def _leads() -> tuple[str, ...]:
    """The characters that begin common hanzi written as UTF-8 and read as GBK."""
    found = set()
    for char in _COMMON:
        try:
            found.add(char.encode()[:2].decode("gbk"))
        except UnicodeDecodeError:
            continue
    return tuple(sorted(found - _COMMON))


class Misdecoded(Matcher):
    """Finds runs that turn into common Chinese when their bytes are read in the right encoding.

    At least ``least`` characters must come out, all of them common; one that was
    cut at either end of the run may be lost.
    """

    declares = ("right",)

    least: int = 2

    def gate(self) -> Sequence[str]:
        # Letters with marks: bytes of the rows of GBK that hold common hanzi; signs of plain texts apart.
        return (*_leads(), *(chr(byte) for byte in range(0xB0, 0xF8) if chr(byte) not in "°±·×"))

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        last = 0
        for start, _ in hits:
            if start < last:
                continue
            latin = ord(text[start]) < 0x100
            run = (_LATIN if latin else _HANZI).search(text, max(last, start - (2 if latin else 0)))
            if run is None or run.start() > start:
                continue
            low = run.start() if latin else start
            # Of hundreds of characters the first few tell whether it is worth reading all.
            if len(_reread(text[low : min(run.end(), low + 4 * self.least + 4)], latin)[0]) < self.least:
                continue
            right, length = _reread(text[low : run.end()], latin)
            if len(right) >= self.least:
                last = low + length
                yield Match(low, last, {"right": right})


def _reread(run: str, latin: bool) -> tuple[str, int]:
    """What the start of a run says in the right encoding, and how many of its characters that takes."""
    pieces = []
    for char in run:
        try:
            # Where GBK has no character, some programs show the single byte 80 as €.
            pieces.append(b"\x80" if char == "€" else char.encode("latin-1" if latin else "gbk"))
        except UnicodeEncodeError:
            break
    data, target = b"".join(pieces), "gbk" if latin else "utf-8"
    try:
        right = data.decode(target)
    except UnicodeDecodeError as error:
        right = data[: error.start].decode(target)
    kept = 0
    while kept < len(right) and right[kept] in _COMMON:
        kept += 1
    right = right[:kept]
    left = len(right.encode(target))
    length = 0
    while left > 0:
        left -= len(pieces[length])
        length += 1
    return right, length

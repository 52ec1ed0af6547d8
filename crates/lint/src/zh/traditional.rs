//! The Chinese of the rules in traditional characters and in the words of Taiwan.
//!
//! Characters follow `campaign::traditional`; here stand the words in which one character stands for
//! another than usual, and those that are other words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rules::RULES;
use super::source;

/// Simplified, traditional. A longer word stands before one that it begins with.
const WORDS: &[(&str, &str)] = &[
    // Characters that stand for several.
    ("反复", "反覆"),
    ("复制", "複製"),
    ("合并", "合併"),
    ("划算", "划算"),
    ("控制", "控制"),
    ("标签", "標籤"),
    ("系统", "系統"),
    // Other words.
    ("小程序", "小程式"),
    ("字段", "欄位"),
    ("字符", "字元"),
    ("文件", "檔案"),
    ("设置", "設定"),
    ("设备", "裝置"),
    ("哈希", "雜湊"),
    ("概率", "機率"),
    ("运行版", "執行版"),
    ("默认", "預設"),
    ("类型", "型別"),
    ("刷新", "重新整理"),
    ("缓存", "快取"),
    ("对象", "物件"),
    ("嵌套", "巢狀"),
    ("全角", "全形"),
    ("半角", "半形"),
    ("查看", "檢視"),
    ("列表", "清單"),
];

/// A simplified sentence as a reader in Taiwan has it.
#[must_use]
pub fn traditional(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut plain = text;
    'words: while !plain.is_empty() {
        for (at, _) in plain.char_indices() {
            let rest = &plain[at..];
            let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
            if let Some((word, meant)) = word {
                out.push_str(&campaign::traditional(&plain[..at]));
                out.push_str(meant);
                plain = &rest[word.len()..];
                continue 'words;
            }
        }
        out.push_str(&campaign::traditional(plain));
        break;
    }
    out
}

/// What stands in the tables of the rules, made once. Sources are titles: their characters change, not
/// their words.
static KNOWN: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let words = RULES.iter().flat_map(|(_, demands, fix)| [*demands, *fix]);
    let words = words.map(|text| (text, traditional(text)));
    let rules = crate::RULES.iter().copied().flatten();
    let titles = rules.map(|rule| source(rule.source));
    words
        .chain(titles.map(|title| (title, campaign::traditional(title))))
        .collect()
});

/// A sentence of the tables in traditional Chinese; what does not stand there, as it is.
pub(crate) fn known(text: &'static str) -> &'static str {
    KNOWN.get(text).map_or(text, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::messages::MESSAGES;
    use super::*;

    #[test]
    fn words_of_taiwan() {
        for (simplified, expected) in [
            ("文件里没有这个字段", "檔案裡沒有這個欄位"),
            (
                "从原文重新输入：保存时这个字丢了",
                "從原文重新輸入：保存時這個字丟了",
            ),
            ("同一中奖者可得的合并计算", "同一中獎者可得的合併計算"),
            ("给每个标签写上文案", "給每個標籤寫上文案"),
            ("红包或系统弹窗", "紅包或系統彈窗"),
            ("应为 true 或 false", "應為 true 或 false"),
        ] {
            assert_eq!(traditional(simplified), expected);
        }
    }

    /// A sentence with a character that no table knows would stay as it is, in the middle of others.
    #[test]
    fn nothing_simplified_is_left() {
        let rules = RULES.iter().flat_map(|(_, demands, fix)| [*demands, *fix]);
        let messages = MESSAGES.iter().map(|(_, zh)| *zh);
        for text in rules.chain(messages) {
            let meant = traditional(text);
            for left in SIMPLIFIED.chars() {
                assert!(!meant.contains(left), "{left}: {meant}");
            }
        }
        assert_eq!(known(RULES[0].1), traditional(RULES[0].1));
        assert_ne!(known(RULES[0].1), RULES[0].1);
    }

    /// Of the 3,500 common characters those that are written otherwise in Taiwan, but for those that stand in
    /// traditional texts as well.
    const SIMPLIFIED: &str = "\
        皑蔼碍爱肮袄奥坝罢摆败颁办绊帮绑镑谤剥饱宝报鲍辈贝钡狈备惫绷笔毕毙币痹闭边编贬变辩辫标鳖瘪濒滨宾\
        摈饼拨钵铂驳补财参蚕残惭惨灿苍舱仓沧厕侧测层诧搀掺蝉馋谗缠铲产阐颤场长偿肠厂畅钞车彻尘陈衬撑称惩\
        诚骋迟驰耻齿炽冲虫宠畴踌筹绸橱厨锄雏础储触处传疮闯创锤纯绰辞词赐聪葱囱从丛凑蹿窜错达带贷单郸掸胆\
        惮诞弹挡党荡档捣岛祷导盗灯邓敌涤递缔颠点垫电钓调谍叠钉顶锭订丢东动栋冻犊独读赌镀锻断缎兑队对吨顿\
        钝夺堕鹅额讹饿儿尔饵贰罚阀珐矾钒烦贩饭访纺飞诽废费纷坟奋愤粪丰枫锋风疯冯缝讽凤肤辐抚辅赋负讣妇缚\
        该钙盖赶秆赣冈刚钢纲岗杠镐搁鸽阁铬个给龚宫巩贡钩沟构购够蛊顾剐关观馆惯贯广规归龟闺轨诡贵刽辊滚锅\
        国过骇韩汉阂鹤贺横轰鸿红壶护沪户哗华画话怀坏欢环还缓换唤痪焕涣黄谎挥辉毁贿秽会烩讳诲绘荤浑伙货祸\
        击机积迹讥鸡绩缉极辑级挤蓟剂济计记际继纪夹荚颊贾钾驾歼监坚笺间艰缄茧检碱拣捡俭减荐槛践贱见键舰剑\
        饯渐溅涧将浆蒋桨奖讲酱浇骄娇搅铰矫侥饺缴绞轿较阶节洁结诫届紧锦仅谨进晋烬劲荆茎鲸惊经颈静镜径痉竞\
        净纠厩旧驹举锯惧剧鹃绢觉决诀绝钧军骏开凯颗壳课垦恳抠库裤夸块侩宽矿旷况亏岿窥馈溃扩阔蜡腊莱来赖蓝\
        栏拦篮阑兰澜谰揽览懒缆烂滥捞劳涝乐镭垒类泪棱厘篱离鲤礼丽厉励砾沥隶俩联莲连镰怜涟敛脸链恋练粮凉两\
        辆谅疗辽镣猎临邻鳞凛赁龄铃灵岭领馏刘龙聋咙笼垄拢陇楼娄搂篓芦卢颅庐炉掳卤虏鲁赂禄录陆驴吕铝侣屡缕\
        虑滤绿峦挛孪滦乱抡轮伦仑沦纶论萝罗逻锣箩骡骆络妈玛码蚂马骂吗买麦卖迈脉瞒馒蛮满谩猫锚铆贸么霉没镁\
        门闷们锰梦谜弥觅幂绵缅庙灭悯闽鸣铭谬谋亩呐钠纳难挠脑恼闹馁内拟腻撵酿鸟聂啮镊镍柠狞拧泞钮纽脓浓农\
        疟诺欧鸥殴呕沤盘庞抛赔喷鹏骗飘频贫苹凭评泼颇铺仆谱栖凄脐齐骑岂气弃讫钎铅迁谦钱钳潜浅谴堑枪呛墙蔷\
        强抢锹桥乔侨翘窍窃钦亲寝轻氢倾顷请庆琼穷趋区躯驱龋颧权劝却鹊确让饶扰绕热韧认纫荣绒软锐闰润萨鳃赛\
        叁伞丧骚扫涩杀刹纱筛晒删闪陕赡缮伤赏烧绍赊摄慑设绅审婶肾渗声绳圣师狮湿诗尸虱时蚀实识驶势释饰视试\
        寿兽枢输书赎属树竖数帅双谁税顺说硕烁丝饲耸怂颂讼诵擞诉肃虽随绥岁孙损笋缩琐锁獭挞态摊贪瘫滩坛谭谈\
        汤烫涛绦讨腾誊锑题屉条贴铁厅听烃铜统头秃图团颓蜕脱鸵驮驼椭洼袜弯湾顽网韦违围为潍维苇伟伪纬谓卫温\
        闻纹稳问瓮挝蜗涡窝呜钨乌污诬无芜吴坞雾务误锡牺习铣戏细虾辖峡侠狭厦吓锨鲜贤衔闲显险现献县馅羡宪线\
        厢镶乡详响项萧嚣销晓啸蝎协挟携胁谐写泄泻谢锌衅兴凶汹绣虚嘘许叙绪续轩悬选癣绚学勋询寻驯训讯逊压鸦\
        鸭哑亚讶阉烟盐严岩颜阎艳厌砚彦谚验鸯杨扬疡阳痒养样瑶摇尧遥窑药爷页业医铱颐遗仪蚁艺亿忆义诣议谊译\
        异绎荫阴银饮隐樱婴鹰应缨莹萤营荧蝇赢颖哟拥佣痈踊咏涌优忧邮铀犹诱舆鱼娱与屿语狱誉预驭鸳渊辕园员圆\
        缘远约跃钥岳粤悦阅云郧匀陨运蕴酝晕杂灾载攒暂赃凿枣责择则泽贼赠轧铡闸栅诈斋债毡盏斩辗崭栈战绽张涨\
        账胀赵蛰辙锗这贞针侦诊镇阵挣睁征狰争帧郑证织职执纸挚掷帜质滞终肿众诌轴皱昼骤猪诸诛烛瞩嘱贮铸筑驻\
        专砖转赚桩庄装妆壮状锥赘坠缀谆浊兹咨资渍踪综总纵邹诅组钻";
}

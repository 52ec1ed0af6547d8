//! What the reader of a file says is wrong, in Chinese. Its own sentences are English.

/// What stands in the place of sentences that are not taken apart: English, Chinese.
const SENTENCES: &[(&str, &str)] = &[
    ("the file is larger than 2 MiB", "文件超过 2 MiB"),
    ("a list of more than 20,000 entries", "列表超过 20,000 项"),
    ("a map of more than 1,000 names", "对象超过 1,000 个字段"),
    ("nested deeper than 32 levels", "嵌套超过 32 层"),
    (
        "a higher step has to give more, in the same kind",
        "更高的一档要给得更多，且是同一种优惠",
    ),
    ("steps have to rise", "档位要从低到高"),
    (
        "steps have to rise, in the same kind",
        "档位要从低到高，且是同一种优惠",
    ),
    ("places have to rise", "名次要从小到大"),
    ("releases have to follow each other", "各批次要按时间先后"),
    (
        "it begins before the one above has ended",
        "上一个还没结束它就开始了",
    ),
    ("it gives more than it asks for", "给的比要求的还多"),
    ("it takes off more than it asks for", "减的比要求的还多"),
    ("it is below `least`", "低于 least"),
    ("it is below `min_price`", "低于 min_price"),
    ("it is below the floor of the product", "低于商品的底价"),
    ("it is more than the quota", "超过名额"),
    (
        "it is not below the price of the product",
        "没有低于商品价格",
    ),
    ("it lies outside the time of the draw", "不在抽奖时间之内"),
    (
        "it must be before the start for everyone",
        "要早于对所有人开始的时间",
    ),
    ("it must end after it starts", "结束要晚于开始"),
    ("it needs at least one entry", "至少要有一项"),
    ("the floor is above the price", "底价高于价格"),
    (
        "a price to strike through has to say what it rests on",
        "划线价要写明依据",
    ),
    ("this widget is listed twice", "这个部件列了两次"),
    (
        "a simplified Chinese text holds traditional characters",
        "简体文字里有繁体字",
    ),
    (
        "a traditional Chinese text holds simplified characters",
        "繁体文字里有简体字",
    ),
    ("the draw has published none", "抽奖没有公布种子的哈希"),
];

/// A code, what it means, what to do.
const CODES: &[(&str, &str, &str)] = &[
    (
        "address",
        "地址写法不对",
        "写相对于文件的地址，如 ../art/tea.svg，或以 https:// 开头的地址",
    ),
    ("broken", "有一个字坏了", "从原文重新输入：保存时这个字丢了"),
    ("choice", "不是可选的词", "写列出的词之一"),
    (
        "commitment",
        "不是种子的哈希",
        "写种子的 SHA-256；`dacu draw commitment` 可以生成",
    ),
    (
        "control",
        "对照组不能改",
        "第一个方案保持原样，差别写在第二个",
    ),
    ("control_character", "文字里有控制字符", "删掉这个字符"),
    ("currency", "不是币种代码", "写 ISO 4217 的三个大写字母"),
    ("date", "不是日期", "写年月日，如 2026-10-01"),
    ("direction", "文字里有改变书写方向的字符", "删掉这个字符"),
    ("duplicate", "写了两次", "给其中一个换个名字，或删掉"),
    ("empty", "不能为空", "填上；选填的可以不写这个字段"),
    (
        "floor",
        "低于底价",
        "提高价格，或在确实要这样时降低商品底价",
    ),
    ("full_width", "文字里有全角数字", "写半角的 0 到 9"),
    ("id", "编号写法不对", "用简短的 ASCII 名称，如 coupon-30"),
    ("input", "输入不对", "用 `dacu help` 查看命令需要什么"),
    (
        "instant",
        "不是时刻",
        "写日期、时间和时差，如 2026-11-10T20:00:00+08:00",
    ),
    ("invisible", "文字里有看不见的字符", "删掉这个字符"),
    (
        "ladder",
        "档位顺序不对",
        "档位从低到高，每一档给得比前一档多",
    ),
    ("layer", "层级不能这样写", "不写这个字段"),
    ("limit", "太长或太多", "写短一点，或拆成两个"),
    (
        "markdown",
        "文字里有 Markdown 或 HTML 标记",
        "去掉标记：页面会原样显示",
    ),
    ("missing", "缺这个字段", "加上这个字段"),
    ("mojibake", "文字是乱码", "用 UTF-8 打开原文再复制"),
    ("narrow", "扇区太窄", "把几个奖品画成一块，或提高概率"),
    (
        "number",
        "不是整数；金额写成分",
        "写最小单位的整数：19.90 写 1990",
    ),
    ("odds", "概率合计不对", "改概率，让合计等于要求的数"),
    ("one_of", "这些字段只能有一个", "留下其中一个，去掉其余"),
    ("order", "顺序不对", "按时间先后排列"),
    ("pinyin", "文字里有括号注音", "删掉注音"),
    ("placeholder", "有没填的占位", "填上策划稿里空着的内容"),
    ("range", "数值超出范围", "写允许范围内的数"),
    ("rate", "折扣写法不对", "写实付的基点：8 折写 8000"),
    (
        "reference",
        "文件里没有这个编号",
        "改正编号，或加上它指的那一项",
    ),
    ("refused", "购物车不成立", "按这句话改购物车"),
    (
        "review",
        "缺评审",
        "加 `review`：评审人、日期和原因；或各方案只差文字",
    ),
    ("ruleset", "优惠算不通", "改这句话提到的优惠"),
    (
        "schema",
        "版本不对",
        "写 \"dacu/1\"，并按这一版的格式写文件",
    ),
    ("scope", "适用范围不能这样写", "从适用范围里去掉这个条件"),
    ("script", "文字与语言不符", "用这种语言的字来写"),
    (
        "shop",
        "店铺不能这样写",
        "从适用范围里去掉店铺，或改成跨店优惠",
    ),
    ("signature", "签名不对", "用 `dacu sign` 签名"),
    ("syntax", "不是合法的 JSON", "改正这里的 JSON；编辑器会标红"),
    ("time", "不是钟点", "写时和分，如 20:00"),
    ("type", "值的种类不对", "写要求的那种值"),
    ("unknown", "没有这个字段", "改正字段名，或删掉"),
    ("weights", "权重合计不对", "改权重，让合计等于要求的数"),
    ("window", "时间段不成立", "移动其中一个时刻"),
    (
        "zone",
        "时区写法不对",
        "写名称和时差，如 Asia/Shanghai 和 +08:00",
    ),
];

/// What a problem of the reader says, in Chinese.
#[must_use]
pub fn problem(code: &str, message: &str) -> String {
    let name = message.split('`').nth(1).unwrap_or("");
    let after = |start: &str| message.split_once(start).map(|(_, rest)| rest);
    match code {
        "unknown" if name.is_empty() => "没有这个字段".to_owned(),
        "unknown" => format!("没有这个字段，是不是 {name}？"),
        "range" => match message.strip_prefix("must be from ") {
            Some(range) => format!("须在 {} 之间", range.replace(" to ", " 到 ")),
            None => plain(code, message),
        },
        "choice" => match message.strip_prefix("must be one of ") {
            Some(words) => format!("应为 {}", words.replace(" or ", " 或 ").replace(", ", "、")),
            None => plain(code, message),
        },
        "limit" => match (after("the text is longer than "), after("more than ")) {
            (Some(rest), _) => format!("文字超过 {} 个字", rest.replace(" characters", "")),
            (_, Some(rest)) if rest.ends_with(" entries") && message.starts_with("more") => {
                format!("超过 {} 项", rest.replace(" entries", ""))
            }
            _ => plain(code, message),
        },
        "type" => {
            let wanted = message.split(" is expected").next().unwrap_or("");
            format!("应为{}", kind(wanted))
        }
        "reference" => {
            let what = after("there is no ").and_then(|rest| rest.split(" `").next());
            format!("文件里没有 {} {name}", what.unwrap_or(""))
        }
        "instant" => "不是时刻；写成 2026-11-10T20:00:00+08:00".to_owned(),
        "id" => "编号只用 a-z A-Z 0-9 - _ . :，1 到 64 个".to_owned(),
        "duplicate" if name.is_empty() => "写了两次".to_owned(),
        "duplicate" => format!("{name} 已经用过"),
        "one_of" => match after("needed: ") {
            Some(words) => format!("恰好要有其中之一：{words}"),
            None => plain(code, message),
        },
        "syntax" => syntax(message).to_owned(),
        _ => plain(code, message),
    }
}

/// What to do about a problem of a code, in Chinese.
#[must_use]
pub fn problem_fix(code: &str) -> Option<&'static str> {
    let row = CODES.iter().find(|(known, _, _)| *known == code)?;
    Some(row.2)
}

/// A sentence that is known as a whole, else what its code means.
fn plain(code: &str, message: &str) -> String {
    let known = SENTENCES.iter().find(|(en, _)| *en == message);
    let coded = || CODES.iter().find(|(known, _, _)| *known == code);
    let said = known.map(|row| row.1).or_else(|| Some(coded()?.1));
    said.unwrap_or(message).to_owned()
}

fn kind(wanted: &str) -> &'static str {
    match wanted {
        "a text" => "文字",
        "a whole number" => "整数",
        "true or false" => "true 或 false",
        "a list" => "列表",
        "a map" => "对象",
        _ => "另一种值",
    }
}

fn syntax(message: &str) -> &str {
    match message {
        "`,` or `]` is expected here" => "这里缺逗号或 ]",
        "`,` or `}` is expected here" => "这里缺逗号或 }",
        "no comma after the last entry" => "最后一项后面不能有逗号",
        "a value is expected here" => "这里应有一个值",
        "a name in double quotes is expected here" => "这里应有双引号括起的字段名",
        "`:` is expected here" => "这里缺冒号",
        "nothing may follow the document" => "文件到此结束，后面不能再有内容",
        "a number may not start with 0" => "数字不能以 0 开头",
        "control characters in a text are written as escapes" => "文字没有收尾，或含有换行",
        "the file starts with a byte order mark; save it as plain UTF-8" => "文件开头有 BOM",
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, message: &str, expected: &str) {
        assert_eq!(problem(code, message), expected);
    }

    #[test]
    fn sentences_keep_their_names_and_numbers() {
        check(
            "choice",
            "must be one of list, after_item or remaining",
            "应为 list、after_item 或 remaining",
        );
        check(
            "unknown",
            "unknown field; did you mean `version`?",
            "没有这个字段，是不是 version？",
        );
        check("range", "must be from 1 to 9", "须在 1 到 9 之间");
        check(
            "reference",
            "there is no product `tea`",
            "文件里没有 product tea",
        );
        check("limit", "the file is larger than 2 MiB", "文件超过 2 MiB");
        check(
            "limit",
            "a list of more than 20,000 entries",
            "列表超过 20,000 项",
        );
        check("limit", "more than 50 entries", "超过 50 项");
        check(
            "limit",
            "the text is longer than 40 characters",
            "文字超过 40 个字",
        );
        check("limit", "a sentence to come", "太长或太多");
        check("ladder", "steps have to rise", "档位要从低到高");
        check("ladder", "a sentence to come", "档位顺序不对");
    }

    #[test]
    fn every_code_of_the_reader_has_its_chinese() {
        for (code, fix) in campaign::fixes() {
            let row = CODES.iter().find(|(known, _, _)| *known == code);
            assert!(row.is_some(), "`{code}`: {fix}");
        }
        assert_eq!(
            CODES.len(),
            campaign::fixes().count(),
            "a code that is no more"
        );
    }
}

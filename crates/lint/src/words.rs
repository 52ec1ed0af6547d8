//! Words that claims are made of, and every text of a file with its path.

use campaign::json::Value;

/// The highest of their kind (广告法 9(3)) and claims to be cheapest, which need evidence.
pub(crate) const SUPERLATIVES: &[&str] = &[
    "国家级",
    "國家級",
    "最高级",
    "最高級",
    "最佳",
    "最低价",
    "最低價",
    "全网最低",
    "全網最低",
    "史低",
    "史上最低",
    "第一品牌",
    "销量第一",
    "銷量第一",
    "独一无二",
    "獨一無二",
    "顶级",
    "頂級",
    "绝无仅有",
    "最便宜",
    "best ever",
    "lowest price ever",
];

/// Words that press for time; where they stand a deadline has to stand behind them.
pub(crate) const URGENT: &[&str] = &[
    "仅限今日",
    "僅限今日",
    "即将结束",
    "即將結束",
    "最后一天",
    "最後一天",
    "最后一小时",
    "最後一小時",
    "马上结束",
    "倒计时",
    "倒數",
    "错过再等",
    "last chance",
    "ends soon",
    "today only",
];

/// Words that press with stock or with crowds.
pub(crate) const SCARCE: &[&str] = &[
    "仅剩",
    "僅剩",
    "最后10件",
    "仅余",
    "只剩",
    "人已抢",
    "人已搶",
    "人在看",
    "人已购",
    "疯抢中",
    "only left",
    "people are viewing",
    "selling fast",
];

/// Words that open a closed door to those who share (WX3).
pub(crate) const GATES: &[&str] = &[
    "分享后可见",
    "分享後可見",
    "分享后解锁",
    "分享後解鎖",
    "转发后领取",
    "轉發後領取",
    "分享到群",
    "集赞",
    "集讚",
    "share to unlock",
];

/// Words that call for praise (RV1).
pub(crate) const PRAISE: &[&str] = &[
    "好评返现",
    "好評返現",
    "五星好评",
    "五星好評",
    "晒好评",
    "曬好評",
];

/// Words of a lottery hall (PZ12).
pub(crate) const LOTTERY: &[&str] = &[
    "彩票",
    "老虎机",
    "老虎機",
    "双色球",
    "雙色球",
    "博彩",
    "slot machine",
    "jackpot",
];

/// Words that end a contract after payment (电商法 49).
pub(crate) const NO_CONTRACT: &[&str] = &[
    "付款后合同不成立",
    "付款後合約不成立",
    "有权取消订单",
    "有權取消訂單",
    "最终解释权",
    "最終解釋權",
];

/// Words that promise that everybody wins.
pub(crate) const ALL_WIN: &[&str] = &[
    "100%中奖",
    "100%中獎",
    "百分百中奖",
    "人人中奖",
    "人人有奖",
    "必中",
    "everyone wins",
];

/// A text of a document. Ids and other words for machines are among them.
pub(crate) struct Said {
    /// Where it stands.
    pub path: String,
    pub text: String,
    lower: String,
}

impl Said {
    /// The first of the words that it has, in large letters or small.
    pub fn first_of(&self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.lower.contains(word))
    }
}

/// Whether a text has a digit, full-width ones too.
pub(crate) fn has_digit(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Every text of a document, in its order.
pub(crate) fn said(root: &Value) -> Vec<Said> {
    let mut texts = Vec::new();
    collect(root, String::new(), &mut texts);
    texts
}

fn collect(value: &Value, path: String, texts: &mut Vec<Said>) {
    if let Some(text) = value.as_text() {
        texts.push(Said {
            lower: text.to_lowercase(),
            text: text.to_owned(),
            path: path.clone(),
        });
    }
    for (index, item) in value.items().iter().enumerate() {
        collect(item, format!("{path}[{index}]"), texts);
    }
    for (name, entry) in value.entries() {
        let dot = if path.is_empty() { "" } else { "." };
        collect(entry, format!("{path}{dot}{name}"), texts);
    }
}

/// An amount as people write it in these messages, without the currency.
#[must_use]
pub fn yuan(amount: pricing::Money) -> String {
    let minor = amount.minor();
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100)
}

//! What a planner is warned of in a text that was pasted, and how it would read without.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reader::Reader;
use crate::json::Value;
use crate::problem::Severity;
use crate::text::Locale;

/// More characters than this of a mended text are not shown.
const SHOWN: usize = 60;

/// Warns of what may be meant and seldom is, once a kind.
pub(super) fn warn(reader: &Reader, value: &Value, text: &str, locale: Locale) {
    let checks: [(&str, &str, Option<String>); 4] = [
        (
            "pinyin",
            "the text gives the reading of a word in brackets",
            without_pinyin(text),
        ),
        (
            "full_width",
            "the text holds full-width digits",
            narrow(text),
        ),
        (
            "markdown",
            "the text holds marks of Markdown or HTML",
            without_marks(text),
        ),
        (
            "script",
            match locale {
                Locale::ZhTw => "a traditional Chinese text holds simplified characters",
                _ => "a simplified Chinese text holds traditional characters",
            },
            in_script(text, locale),
        ),
    ];
    for (code, words, mended) in checks {
        if let Some(mended) = mended {
            reader.tell(Severity::Warning, value, "", code, words, &[]);
            write(reader, code, &mended);
        }
    }
}

/// Tells the text to write instead.
pub(super) fn write(reader: &Reader, code: &str, text: &str) {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    if !shown.trim().is_empty() {
        reader.mend(code, format!("write \"{shown}\""));
    }
}

/// The text without some characters.
pub(super) fn without(text: &str, out: impl Fn(char) -> bool) -> String {
    text.chars().filter(|c| !out(*c)).collect()
}

/// The text as it was written, where it is UTF-8 that was read as Windows-1252.
pub(super) fn decoded(text: &str) -> Option<String> {
    // What stands from 0x80 to 0x9f in Windows-1252; `\0` where there is nothing.
    const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    let mut bytes = Vec::new();
    for c in text.chars() {
        bytes.push(match HIGH.chars().position(|high| high == c) {
            Some(at) => 0x80 + u8::try_from(at).ok()?,
            None => u8::try_from(u32::from(c)).ok()?,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The text without readings such as `(mǎnjiǎn)` after a Chinese word.
fn without_pinyin(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find(['(', '（']) {
        let (before, bracket) = rest.split_at(at);
        let open = bracket.chars().next().map_or(0, char::len_utf8);
        out.push_str(before);
        let close = bracket.find([')', '）']);
        let after_chinese = out.chars().next_back().is_some_and(is_chinese);
        if let Some(close) = close
            && after_chinese
            && is_pinyin(&bracket[open..close])
        {
            found = true;
            let end = bracket[close..].chars().next().map_or(0, char::len_utf8);
            rest = &bracket[close + end..];
        } else {
            out.push_str(&bracket[..open]);
            rest = &bracket[open..];
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a text is made of syllables of Chinese, and one of them has its tone. Nobody reads out
/// more than a few words, and a longer text is not looked at.
fn is_pinyin(text: &str) -> bool {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    const PLAIN: &[u8] = b"aaaaeeeeiiiioooouuuuvvvv";
    if text.len() > 60 {
        return false;
    }
    let mut letters = String::new();
    let mut toned = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if let Some(tone) = TONES.chars().position(|tone| tone == c) {
            toned = true;
            letters.push(char::from(PLAIN[tone]));
        } else {
            match c {
                'a'..='z' => letters.push(c),
                'ü' => letters.push('v'),
                ' ' | '\'' | '’' | '-' | '·' => letters.push(' '),
                _ => return false,
            }
        }
    }
    toned
        && letters
            .split(' ')
            .all(|word| word.is_empty() || are_syllables(word))
}

/// Whether letters can be parted into syllables: from each end of one that has been found, the next
/// is looked for.
fn are_syllables(letters: &str) -> bool {
    const FIRST: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
        "r", "z", "c", "s", "y", "w", "",
    ];
    const LAST: &str = "a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou \
                        u ua uai uan uang ue ui un uo v ve";
    let mut ends = vec![false; letters.len() + 1];
    ends[0] = true;
    for at in 0..letters.len() {
        if !ends[at] {
            continue;
        }
        for first in FIRST {
            let Some(rest) = letters[at..].strip_prefix(first) else {
                continue;
            };
            for last in LAST.split(' ') {
                if rest.starts_with(last) && goes(first, last) {
                    ends[at + first.len() + last.len()] = true;
                }
            }
        }
    }
    ends[letters.len()]
}

/// Whether a syllable can start and end so; what it leaves out are the commonest of other languages.
fn goes(first: &str, last: &str) -> bool {
    let one_of = |words: &str| words.split(' ').any(|word| word == last);
    match first {
        "" => one_of("a ai an ang ao e ei en eng er o ou"),
        "f" => one_of("a an ang ei en eng o ou u"),
        "b" | "p" | "m" => one_of("a ai an ang ao ei en eng i ian iao ie in ing o ou u iu"),
        "j" | "q" | "x" => last.starts_with(['i', 'u', 'v']),
        "y" => one_of("a an ang ao e i in ing o ong ou u uan ue un"),
        "w" => one_of("a ai an ang ei en eng o u"),
        _ => true,
    }
}

/// The text with plain digits for full-width ones.
fn narrow(text: &str) -> Option<String> {
    let mut found = false;
    let narrowed = text.chars().map(|c| match c {
        '０'..='９' => {
            found = true;
            char::from(b'0' + (u32::from(c) - u32::from('０')) as u8)
        }
        _ => c,
    });
    let narrowed = narrowed.collect();
    found.then_some(narrowed)
}

/// The text without bold, code, headings, links and tags.
fn without_marks(text: &str) -> Option<String> {
    // Most texts have none, and to look for each mark would be half of the time that a large file takes to read.
    if !text.bytes().any(|byte| b"*~_`]<&#".contains(&byte)) {
        return None;
    }
    let mut out = text.to_owned();
    for mark in ["**", "~~", "__", "`"] {
        while let Some((before, inside, after)) = marked(&out, mark) {
            out = [before, inside, after].concat();
        }
    }
    while let Some(open) = out.find("](http") {
        let start = out[..open].rfind('[');
        let (Some(start), Some(close)) = (start, out[open..].find(')')) else {
            break;
        };
        let label = &out[start + 1..open];
        out = [&out[..start], label, &out[open + close + 1..]].concat();
    }
    for tag in ["<br>", "<br/>", "<b>", "</b>", "<p>", "</p>", "&nbsp;"] {
        out = out.replace(tag, "");
    }
    out = out.replace("&amp;", "&");
    let heading = out.trim_start_matches('#');
    let hashes = out.len() - heading.len();
    if (1..=6).contains(&hashes) && heading.starts_with(' ') {
        out = heading.trim_start().to_owned();
    }
    (out != text).then_some(out)
}

/// Parts a text at a pair of marks with words between them. Stars that hide a name (张**、李**) have
/// no such words: a mark opens before a word and closes after one.
fn marked<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let (before, rest) = text.split_once(mark)?;
    let (inside, after) = rest.split_once(mark)?;
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = word(inside.chars().next()) && word(inside.chars().next_back());
    whole.then_some((before, inside, after))
}

/// Simplified and traditional characters that stand for each other, where the simplified one stands
/// in traditional texts too.
const TRADITIONAL: &str = "价價体體准準几幾划劃别別历歷叶葉号號叹嘆复復宁寧帐帳帘簾恒恆恶惡愿願扑撲担擔\
    据據斗鬥术術汇匯种種简簡纤纖胜勝胶膠脚腳苏蘇范範获獲赞贊适適鉴鑒钟鐘须須后後里裡发髮系係于於余餘布佈并並占佔\
    制製台臺万萬着著";

/// Those that stand for each other and for nothing else.
const SCRIPTS: &str = "\
    满滿减減优優买買卖賣领領时時间間开開关關赠贈单單员員会會积積红紅发發货貨运運费費储儲额額\
    换換购購订訂车車场場抢搶热熱销銷节節庆慶奖獎项項转轉盘盤样樣东東这這个個们們来來对對当當\
    为為无無产產业業专專两兩严嚴丰豐临臨丽麗举舉义義乐樂习習乡鄉书書争爭亏虧亚亞亲親亿億仅僅\
    从從仓倉传傳伤傷债債倾傾偿償儿兒兑兌兰蘭兴興养養兽獸内內冻凍净淨凉涼凤鳳凭憑击擊刘劉则則\
    刚剛创創剂劑剧劇劳勞势勢动動励勵劲勁区區医醫华華协協卫衛却卻厅廳压壓厌厭县縣参參双雙变變\
    叙敘听聽启啟吨噸响響哑啞唤喚嘱囑团團园園围圍国國图圖圆圓圣聖块塊坏壞坚堅坛壇垄壟垒壘声聲\
    壳殼处處备備够夠头頭夺奪奋奮妇婦妈媽娱娛孙孫学學宝寶实實宠寵审審宪憲宽寬宾賓寻尋导導寿壽\
    将將尔爾尘塵尝嘗尽盡层層属屬岁歲岛島币幣帅帥师師带帶帮幫库庫应應庙廟废廢广廣异異弃棄张張\
    弯彎弹彈强強归歸录錄彻徹径徑忆憶忧憂怀懷态態总總恋戀悬懸惊驚惯慣戏戲战戰户戶执執扩擴扫掃\
    扬揚护護报報拟擬拥擁择擇挂掛挡擋挤擠挥揮损損摄攝摆擺摇搖数數斩斬断斷旧舊旷曠显顯晓曉晒曬\
    暂暫机機杂雜权權条條极極构構枪槍标標栏欄树樹档檔桥橋梦夢检檢楼樓欢歡欧歐残殘毕畢气氣汉漢\
    汤湯沟溝没沒泽澤洁潔浅淺测測济濟浏瀏浓濃润潤渐漸温溫湿濕滚滾滤濾灭滅灯燈灵靈炉爐点點炼煉\
    烂爛烛燭爱愛爷爺牵牽状狀独獨狮獅猎獵猫貓献獻环環现現玛瑪珑瓏琼瓊电電画畫畅暢疗療疯瘋盐鹽\
    监監盖蓋确確码碼础礎硕碩礼禮离離称稱稳穩穷窮窃竊竞競笔筆笼籠筛篩签簽类類粮糧紧緊纠糾纪紀\
    约約级級纯純纱紗纲綱纳納纵縱纷紛纸紙纹紋纺紡线線练練组組细細织織终終绍紹经經绒絨结結绕繞\
    绘繪给給络絡绝絕统統绢絹绣繡继繼绩績绪緒续續绳繩维維绵綿绸綢综綜绿綠缎緞缓緩编編缘緣缩縮\
    缴繳网網罗羅罚罰职職联聯聪聰肃肅肠腸肤膚脉脈脑腦脸臉舰艦舱艙艺藝芦蘆苹蘋茧繭荐薦荣榮药藥\
    莲蓮营營萝蘿蓝藍虑慮虽雖虾蝦蚀蝕蚁蟻补補装裝见見观觀规規视視览覽觉覺触觸誉譽计計认認让讓\
    训訓议議讯訊记記讲講许許论論设設访訪证證评評识識诉訴词詞译譯试試诗詩诚誠话話诞誕询詢该該\
    详詳语語误誤说說请請诸諸读讀课課谁誰调調谅諒谈談谢謝谱譜贝貝负負财財责責败敗账賬质質贩販\
    贪貪贫貧贯貫贴貼贵貴贷貸贸貿贺賀资資赏賞赔賠赖賴赚賺赛賽赢贏赶趕趋趨跃躍践踐轮輪软軟轻輕\
    载載较較辅輔辆輛输輸边邊达達迁遷过過迈邁还還进進远遠连連迟遲选選递遞逻邏遗遺邮郵邻鄰酱醬\
    释釋针針钉釘钢鋼钱錢钻鑽铁鐵铃鈴铜銅银銀铺鋪链鏈锁鎖锅鍋错錯锦錦键鍵镇鎮镜鏡长長门門闪閃\
    闭閉问問闲閒闹鬧闻聞阁閣阅閱队隊阳陽阴陰阵陣阶階际際陆陸陈陳险險随隨隐隱难難雾霧静靜页頁\
    顶頂顺順顾顧顿頓预預频頻颗顆题題颜顏风風飞飛饭飯饮飲饰飾饱飽饼餅馆館马馬驱驅驾駕验驗骑騎\
    骗騙鱼魚鲜鮮鸟鳥鸡雞鸣鳴鸭鴨鹅鵝麦麥黄黃齐齊龄齡龙龍龟龜\
    与與丢丟么麼乱亂写寫决決凑湊删刪办辦务務匀勻厂廠叠疊吗嗎扰擾杀殺槛檻横橫涨漲烁爍瞒瞞脱脫虚虛诺諾辑輯钩鉤钮鈕\
    ";

/// A simplified text in traditional characters, one for each: which of two it is, where one stands for both,
/// the caller has to know.
#[must_use]
pub fn traditional(text: &str) -> String {
    let full = |c| {
        counterpart(c, Locale::ZhTw).or_else(|| {
            let mut pairs = pairs(TRADITIONAL);
            pairs.find(|(simple, _)| *simple == c).map(|(_, full)| full)
        })
    };
    text.chars().map(|c| full(c).unwrap_or(c)).collect()
}

/// The text in the characters of its language; nothing where it is.
fn in_script(text: &str, locale: Locale) -> Option<String> {
    if locale == Locale::En {
        return None;
    }
    let mut found = false;
    let text = text.chars().map(|c| {
        let meant = counterpart(c, locale);
        found |= meant.is_some();
        meant.unwrap_or(c)
    });
    let text = text.collect();
    found.then_some(text)
}

/// By locale, the character of the language for each of the other script; a file has thousands of
/// characters, and every text is looked at.
static COUNTERPARTS: LazyLock<[HashMap<char, char>; 2]> = LazyLock::new(|| {
    let (mut simplified, mut traditional) = (HashMap::new(), HashMap::new());
    for (simple, full) in pairs(SCRIPTS) {
        simplified.entry(full).or_insert(simple);
        traditional.entry(simple).or_insert(full);
    }
    for (simple, full) in pairs(TRADITIONAL) {
        simplified.entry(full).or_insert(simple);
    }
    [simplified, traditional]
});

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut characters = text.chars();
    std::iter::from_fn(move || Some((characters.next()?, characters.next()?)))
}

/// The character of the language for one of the other script.
fn counterpart(c: char, locale: Locale) -> Option<char> {
    let table = &COUNTERPARTS[usize::from(locale == Locale::ZhTw)];
    table.get(&c).copied()
}

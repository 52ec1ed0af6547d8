//! The editor's words, and problems in Chinese.

use super::super::words::words;
use crate::studio::state::Lang;

words! {
    EDIT = "编辑", "Edit";
    OUTLINE = "结构", "Structure";
    CODE = "代码", "Code";
    FORM = "表单", "Form";
    MODE = "写法", "Way of writing";
    LIVE = "实时手机", "Live phone";
    FILE = "活动文件", "Campaign file";
    NEW_FILE = "新", "New";
    NO_EDITOR = "编辑器没有载入", "The editor did not load";
    NO_EDITOR_HELP = "code.js 读不到；刷新再试", "code.js cannot be read; reload to try again";

    SAVED_AT = "已自动保存 {}", "Saved {}";
    SAVING = "保存中…", "Saving…";
    UNSAVED = "未保存：{}", "Not saved: {}";
    SAME = "与运行版本相同", "Same as the running version";
    FORMAT = "格式化", "Format";
    UNDO = "撤销", "Undo";
    REDO = "重做", "Redo";
    TEMPLATES = "模板", "Templates";
    IMPORT = "导入", "Import";
    EXPORT = "导出", "Export";
    EXPORT_HELP = "下载这份活动文件", "Download this campaign file";
    BLOCKED = "发布被阻止", "Publishing blocked";
    BLOCKED_BY = "被 {} 阻止", "Blocked by {}";
    HAS_ERRORS = "有错误", "Has errors";
    EXPORTED = "已导出", "Exported";

    LIVE_DRAFT = "草稿实时", "Live draft";
    RUNNING_SHOWN = "运行版本", "Running version";
    HELD = "停在上一份可用的草稿", "Held at the last draft that works";
    HELD_HELP = "JSON 读不通，手机不变", "The JSON does not parse, so the phone stays";
    NOT_DRAWN = "{} 项被阻止，未渲染", "{} blocked, not drawn";
    WRONG_PARTS = "{} 处有误，未渲染", "{} with errors, not drawn";

    PROBLEMS = "问题", "Problems";
    COMPARE = "与运行中 {} 比较", "Against running {}";
    COMPARE_SHORT = "比较", "Compare";
    STARTED = "活动已开始，只许对买家更有利", "Started: only changes that favour buyers";
    NOT_STARTED = "活动未开始，改动不受限", "Not started: every change is open";
    FRESH = "新文件，没有运行中的版本可比", "A new file: there is no running version";
    NO_DIFFERENCE = "没有改动", "No changes";
    NO_DIFFERENCE_HELP = "草稿与运行版本一样", "The draft is the running version";
    NO_PROBLEMS = "没有问题", "No problems";
    NO_PROBLEMS_HELP = "读取与各渠道规则都通过", "The reader and the rules of every channel agree";
    RESTORE = "还原", "Revert";
    RAISE_VERSION = "升为 v{}", "Make it v{}";
    ADD_NOTICE = "写公告", "Add notice";
    DISCARD = "全部还原", "Revert all";
    NEXT = "下一处", "next";
    NEXT_PROBLEM = "下一处问题", "next problem";
    COMPLETE = "补全", "complete";
    REQUIRED = "必填", "required";
    DEFAULT_IS = "默认 {}", "Default {}";
    EXAMPLE_IS = "例 {}", "For example {}";
    ERROR_COUNT = "{} 处错误", "{} errors";
    BLOCKED_COUNT = "{} 项改动被阻止", "{} changes blocked";
    TOOK = "读取 {} ms", "Read in {} ms";
    AT_LINE = "第 {} 行，第 {} 列", "Line {}, column {}";
    NEUTRAL = "不影响权益", "No effect on rights";
    UNJUDGED = "有错误，改好后再判", "Judged once the errors are mended";
    OPEN_CHANGE = "尚未开始或已结束", "Not started yet, or over";
    GONE_VALUE = "删去", "removed";

    RECOVER = "上次有未导出的草稿，存于 {}", "There is a draft from {} that was not exported";
    RECOVER_DO = "恢复", "Restore";
    RECOVER_DROP = "丢弃", "Discard";
    RECOVERED = "草稿已恢复，可撤销", "Draft restored; undo takes it back";
    BROUGHT = "链接里的草稿已打开，可撤销", "The link's draft is open; undo takes it back";
    TWO_TABS = "另一个标签页也在编辑这份活动；两边各存各的，互不覆盖", "Another tab edits this campaign too; each keeps its own draft, neither overwrites the other";
    TAKE_THEIRS = "用那边的", "Take theirs";
    UNDERSTOOD = "知道了", "Understood";

    ADD = "添加", "Add";
    ADD_FIELD = "添加字段", "Add a field";
    REMOVE = "删去", "Remove";
    MOVE_UP = "上移", "Move up";
    MOVE_DOWN = "下移", "Move down";
    YES = "是", "Yes";
    NO = "否", "No";
    LANGUAGES = "分语言写", "One text a language";
    NOT_SET = "未设", "Not set";
    NO_FORM = "JSON 读通之后才有表单", "The form needs JSON that parses";
    ENTRIES = "{} 项", "{} entries";
    IN_ZONE = "时区 {}", "Zone {}";
    PAID = "付 {} 折", "Pays {}";

    PASTE_TITLE = "导入策划文字", "Import planning text";
    PASTE_HELP = "粘贴策划案、表格或 JSON。看得懂的变成字段，看不懂的逐条列出，一个字都不会丢。", "Paste a plan, a table or JSON. What is understood becomes fields; what is not is listed line by line, and nothing is lost.";
    PASTE_HERE = "粘贴到这里", "Paste here";
    PASTE_PROBLEMS = "文字里的问题", "Problems in the text";
    PASTE_FOUND = "可插入", "Can be inserted";
    PASTE_REST = "未能理解", "Not understood";
    PASTE_INSERT = "插入 {} 项", "Insert {}";
    PASTE_DONE = "已插入 {} 项，可撤销", "{} inserted; undo takes them back";
    PASTE_EMPTY = "还没有文字", "No text yet";
    PASTE_NOTHING = "没有能变成字段的内容", "Nothing that could become a field";

    TEMPLATE_TITLE = "按目标选模板", "Templates by goal";
    TEMPLATE_HELP = "选一个起点，得到一份读得通、规则全过的新活动", "Choose a start and get a new campaign that reads well and passes every rule";
    TEMPLATE_START = "开始日期", "Starts on";
    TEMPLATE_ID = "活动编号", "Campaign id";
    TEMPLATE_USE = "用这个模板", "Use this template";
    TEMPLATE_DONE = "新活动已建好", "The new campaign is there";

    SECTION_HEAD = "身份与渠道", "Identity, channels";
    SECTION_PHASES = "阶段", "Phases";
    SECTION_PEOPLE = "人群", "Audiences";
    SECTION_GOODS = "商品与价格", "Products, prices";
    SECTION_OFFERS = "优惠", "Offers";
    SECTION_COUPONS = "优惠券", "Coupons";
    SECTION_FLASH = "秒杀场", "Flash sales";
    SECTION_DRAWS = "抽奖", "Draws";
    SECTION_PLAYS = "邀请与积分", "Invites, points";
    SECTION_EXPERIMENTS = "实验", "Experiments";
    SECTION_WORDS = "主题与文案", "Theme, texts";
    SECTION_ORGANISER = "主办方", "Organiser";
    SECTION_PLAN = "目标与预算", "Goals, budget";
    SECTION_SAMPLES = "预览样本", "Preview samples";
}

/// Words with one value in them.
#[must_use]
pub fn fill(words: &str, value: impl std::fmt::Display) -> String {
    words.replacen("{}", &value.to_string(), 1)
}

/// Why a change may or may not be published.
#[must_use]
pub fn verdict(code: &str, message: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return message.to_owned();
    }
    let said = match message {
        "what changes is published as a new, higher version" => "改动要用更高的版本号发布",
        "what was promised stays until its end" => "承诺过的要留到结束",
        "it is new" => "更有利：新增",
        "it holds for more" => "更有利：范围更宽",
        "it begins earlier" => "更有利：开始更早",
        "it has begun either way" => "两种写法都已开始",
        "shoppers have been told when it begins" => "开始时间已公示，不能推迟",
        "a deadline is not brought forward" => "截止时间不能提前",
        "there is more time" => "更有利：时间更长",
        "extended, with its notice" => "已延长，并有公告",
        "the campaign has been extended once" => "只能延长一次",
        "a deadline moves later only with a notice of the level `extension`" => {
            "延长须有 extension 公告"
        }
        "shoppers have been told that they have longer" => "已告知的期限不能缩短",
        "it is another campaign" => "编号变了，就是另一个活动",
        "every amount would mean something else" => "币种变了，所有金额都变了意思",
        "every day would begin at another time" => "时区变了，每天的起点都变了",
        "what shoppers were told cannot be taken back" => "告知过的公告不能撤回",
        "shoppers have planned for it as it was" => "买家已按原样安排",
        "a price to strike through rests on what was before the campaign" => {
            "划线价以活动前的成交价为准，不能改"
        }
        "it would work in another way" => "已公示的玩法不能改",
        "it would be another coupon" => "券的性质变了，就是另一张券",
        "how it is played was published" => "玩法已公示，不能改",
        _ => "",
    };
    if !said.is_empty() {
        return said.to_owned();
    }
    match code {
        "lower" => "数值降低",
        "higher" => "数值提高",
        "removed" => "已公示的内容不能删去",
        "narrower" => "范围变窄，对买家不利",
        _ => message,
    }
    .to_owned()
}

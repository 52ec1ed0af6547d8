/**
 * Texts that run as script where a page takes them for markup, an address or an attribute: the
 * known ways in, crossed with the ways around filters. Each calls `x()`, which the page counts.
 */

const TAGS_THAT_LOAD = ["img src=q", "image src=q", "video src=q", "audio src=q", "script src=q", "link rel=stylesheet href=q",
  "input type=image src=q", "object data=q", "embed src=q", "iframe src=.", "body", "svg", "video><source src=q"];
const LOAD_HANDLERS = ["onerror", "onload", "onloadstart", "onbeforescriptexecute"];

const TAGS_THAT_ACT = ["a", "b", "details open", "input autofocus", "select autofocus", "textarea autofocus", "marquee",
  "math", "svg", "div tabindex=0 autofocus", "button autofocus", "keygen autofocus", "video controls", "dialog open", "form"];
const ACT_HANDLERS = ["onfocus", "ontoggle", "onstart", "onpointerenter", "onanimationstart", "onclick", "onmouseover", "onbeforetoggle"];

const QUOTES = ["", "'", "\"", "`", "\">", "'>", "`>", "-->", "]]>", "*/", "</style>", "</title>", "</textarea>", "</noscript>", "</script>", "\\\"", "%22", "&quot;>"];

const CASES = ["<img src=q onerror=x()>", "<IMG SRC=q ONERROR=x()>", "<iMg/src=q/oNeRrOr=x()>", "<img/src=q\tonerror=x()>",
  "<img src=q onerror\t=\tx()>", "<img src=q onerror=x&lpar;&rpar;>", "<img src=q onerror=&#x78;()>", "<img src=q onerror=&#120;()>",
  "<<img src=q onerror=x()>", "<img src=q onerror=x()//", "<img src=\"q\"onerror=\"x()\">", "<img src='q'onerror='x()'>", "<img src=`q`onerror=x()>",
  "<script>x()</script>", "<ScRiPt>x()</sCrIpT>", "<script/x>x()</script>", "<script >x()</script >", "<svg><script>x()</script></svg>",
  "<svg><script>x&#40;&#41;</script>", "<svg/onload=x()>", "<svg onload=x()//", "<svg><animate onbegin=x() attributeName=x dur=1s>",
  "<svg><set onbegin=x() attributeName=x>", "<svg><a xlink:href=javascript:x()><text>q</text></a>", "<svg><use href=data:image/svg+xml,q>",
  "<math><a xlink:href=javascript:x()>q", "<math><mtext></p><img src=q onerror=x()>", "<p title=\"</p><img src=q onerror=x()>\">",
  "<noscript><p title=\"</noscript><img src=q onerror=x()>\">", "<form><button formaction=javascript:x()>q", "<form action=javascript:x()><input type=submit>",
  "<iframe srcdoc=<script>parent.x()</script>>", "<iframe srcdoc='<img src=q onerror=parent.x()>'>", "<iframe src=javascript:parent.x()>",
  "<object data=javascript:x()>", "<embed src=javascript:x()>", "<base href=javascript:/x()//>", "<meta http-equiv=refresh content=0;url=javascript:x()>",
  "<link rel=import href=q>", "<style>@import'javascript:x()'</style>", "<style onload=x()></style>", "<details open ontoggle=x()>",
  "<template><script>x()</script></template>", "<slot onslotchange=x()>", "<dialog open onclose=x()>", "<x contenteditable onblur=x()>",
  "<video><source onerror=x()>", "<audio src onerror=x()>", "<track default onerror=x()>", "<input onfocus=x() autofocus>",
  "{{x()}}", "{{constructor.constructor('x()')()}}", "${x()}", "#{x()}", "<%= x() %>", "[[x()]]", "{x()}", "{{=x()}}", "@{x()}", "#set($a=x())",
  "__proto__", "constructor", "prototype[x]", "toString", "</template><script>x()</script>", "<!--<img src=\"--><img src=q onerror=x()>\">",
  "<![CDATA[<script>x()</script>]]>", "<?xml version=1?><script>x()</script>", "<!doctype html><script>x()</script>", "\\u003cscript\\u003ex()\\u003c/script\\u003e",
  "&lt;script&gt;x()&lt;/script&gt;", "&amp;lt;img src=q onerror=x()&amp;gt;", "%3Cscript%3Ex()%3C/script%3E", "+ADw-script+AD4-x()+ADw-/script+AD4-",
  "；alert(1)；", "＜script＞x()＜/script＞", "‹script›x()‹/script›", "<ſcript>x()</ſcript>", "<dacu-cart onclick=x()>", "<dacu-campaign src=//q>",
  "expression(x())", "url(javascript:x())", "}*{background:url(//q)}", "*{}body{display:none}", "position:fixed;inset:0", "</dacu-coupons><script>x()</script>"];

const JAVASCRIPT = ["javascript:x()", "JaVaScRiPt:x()", "javascript://%0ax()", "javascript:void(x())", "java%0ascript:x()", "javascript&colon;x()", "&#106;avascript:x()",
  "vbscript:x()", "data:text/html,<script>parent.x()</script>", "data:image/svg+xml,<svg onload=x()>", "blob:javascript:x()", "view-source:x", "filesystem:x",
  "jar:x", "feed:javascript:x()", "intent://x#Intent;end", "weixin://x()", "alipays://x", "file:///etc/passwd", "//evil.invalid/x.js", "\\\\evil.invalid\\x", "/\\evil.invalid/x", "http:evil.invalid", "https:evil.invalid"];

const FILLERS = ["", "满300减50 ", "A", "0", " ", "¥", "，", "🎁"];

const LONG = ["长".repeat(80), "W".repeat(80), "a b".repeat(26), "1".repeat(80), "🎁".repeat(40), "\u0928\u094d".repeat(30), "e\u0301".repeat(40), "Ǆ".repeat(80), "﷽".repeat(20), "𒐫".repeat(20), "‥".repeat(80), "／".repeat(80)];

/** All of them, each once: at least 500, each of at most 80 characters. */
export const PAYLOADS = [...new Set([
  ...CASES,
  ...JAVASCRIPT,
  ...LONG,
  ...TAGS_THAT_LOAD.flatMap((tag) => LOAD_HANDLERS.map((handler) => `<${tag} ${handler}=x()>`)),
  ...TAGS_THAT_ACT.flatMap((tag) => ACT_HANDLERS.map((handler) => `<${tag} ${handler}=x()>q`)),
  ...QUOTES.flatMap((quote) => ["<img src=q onerror=x()>", " onfocus=x() autofocus ", "<script>x()</script>", ";x();//", " style=position:fixed;top:0 "].map((text) => quote + text)),
  ...JAVASCRIPT.slice(0, 12).flatMap((address) => [`<a href=${address}>q</a>`, `<iframe src=${address}>`, `"><a href="${address}" autofocus>`, `<svg><a href=${address}>`]),
  ...FILLERS.slice(1).flatMap((filler) => CASES.slice(0, 14).map((text) => filler + text)),
])].filter((text) => [...text].length <= 80);

/** Addresses that no picture may have. */
export const ADDRESSES = [...new Set([...JAVASCRIPT, "http://evil.invalid/x.png", "ftp://evil.invalid/x", "data:image/png;base64,AAAA", " javascript:x()", "x\" onerror=\"x()", "x' onerror='x()", "x onerror=x()"])];

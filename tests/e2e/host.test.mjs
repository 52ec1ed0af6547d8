/** Where a page is, what it may offer there, and what becomes of a question. No browser in it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { aliProgram } from "../../embed/host/ali.js";
import { about, appPage, webAddress } from "../../embed/host/address.js";
import { browser } from "../../embed/host/browser.js";
import { forbids } from "../../embed/host/channel.js";
import { Contract } from "../../embed/host/contract.js";
import { detect } from "../../embed/host/detect.js";
import { firstOf, Host, PATIENCE } from "../../embed/host/host.js";
import { miniProgram, wechatPage } from "../../embed/host/mini.js";
import { mockHost, readMock } from "../../embed/host/mock.js";
import { nativeApp, nativeChannel } from "../../embed/host/native.js";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";

/** User agents as devices have sent them; the two of QQ's and Taobao's mini-programs are put together from their apps' and the word that their documentation names. */
const AGENTS = [
  ["wechat wechat_mp ios", `${IPHONE} Mobile/15E148 MicroMessenger/8.0.76(0x18004c24) NetType/WIFI Language/zh_CN miniProgram/wx2c1c63e28bb33be1`],
  ["wechat wechat_mp", `Mozilla/5.0 (Linux; Android 10; ONEPLUS A5000 Build/QKQ1.191014.012; wv) ${ANDROID} Chrome/111.0.5563.116 Mobile Safari/537.36 XWEB/1110005 MMWEBSDK/20230805 MMWEBID/4650 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 miniProgram/wxcb459ae1e3e8f9f2`],
  ["wechat wechat_mp", `Mozilla/5.0 (Linux; Android 10; MIX 2S Build/QKQ1.190828.002; wv) ${ANDROID} Chrome/86.0.4240.99 XWEB/3171 MMWEBSDK/20211202 Mobile Safari/537.36 MMWEBID/5331 MicroMessenger/8.0.18.2062(0x28001241) Process/appbrand2 WeChat/arm64 Weixin GPVersion/1 NetType/4G Language/zh_CN ABI/arm64 miniProgram/wx9af32b509e88340c`],
  ["wechat wechat_mp", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf254162e) XWEB/18163 miniProgram/wxde8ac0a21135c07d"],
  ["wechat wechat_h5 ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49"],
  ["wechat wechat_h5", `Mozilla/5.0 (Linux; Android 9; MI 9 Build/PKQ1.181121.001; wv) ${ANDROID} Chrome/67.0.3396.87 XWEB/1177 MMWEBSDK/200201 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/7.0.12.1620(0x27000C33) Process/tools NetType/WIFI Language/zh_CN ABI/arm64`],
  ["alipay alipay_mp ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/19A346 Ariver/1.1.0 AliApp(AP/10.3.30.9000) Nebula WK RVKType(1) AlipayDefined(nt:WIFI,ws:390|780|3.0) AlipayClient/10.3.30.9000 Language/zh-Hans Region/CN MiniProgram APXWebView NebulaX/1.0.0"],
  ["alipay alipay_mp", `Mozilla/5.0 (Linux; U; Android 11; zh-CN; MI 8 Lite Build/RKQ1.200826.002) ${ANDROID} Chrome/69.0.3497.100 UWS/3.22.2.59 Mobile Safari/537.36 UCBS/3.22.2.59_230213152242 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:3G,ws:393|0|2.75) AliApp(AP/10.3.86.8000) AlipayClient/10.3.86.8000 Language/zh-Hans useStatusBar/true isConcaveScreen/true Region/CNAriver/1.0.0 MiniProgram APXWebView`],
  ["alipay h5", `Mozilla/5.0 (Linux; U; Android 11; zh-CN; MI 8 Lite Build/RKQ1.200826.002) ${ANDROID} Chrome/69.0.3497.100 UWS/3.22.2.66 Mobile Safari/537.36 UCBS/3.22.2.66_230817192043 ChannelId(8) NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:393|0|2.75) AliApp(AP/10.5.26.8000) AlipayClient/10.5.26.8000 Language/zh-Hans useStatusBar/true isConcaveScreen/true Region/CNAriver/1.0.0 DTN/2.0`],
  ["taobao h5", `Mozilla/5.0 (Linux; U; Android 15; zh-CN; V2307A Build/AP3A.240905.015.A1) ${ANDROID} Chrome/100.0.4896.58 UWS/5.12.9.0 Mobile Safari/537.36 AliApp(TB/10.46.10) UCBS/2.11.1.1 WindVane/8.5.0`],
  ["taobao h5 ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 14_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 AliApp(TB/10.2.10) WindVane/8.7.2 1242x2688 WK"],
  ["taobao taobao_mp", `Mozilla/5.0 (Linux; U; Android 15; zh-CN; V2307A Build/AP3A.240905.015.A1) ${ANDROID} Chrome/100.0.4896.58 UWS/5.12.9.0 Mobile Safari/537.36 AliApp(TB/10.46.10) UCBS/2.11.1.1 WindVane/8.5.0`, { mini: true }],
  ["douyin douyin_mp", `Mozilla/5.0 (Linux; Android 9; MIX 2S Build/PKQ1.180729.001; wv) ${ANDROID} Chrome/62.0.3202.84 Mobile Safari/537.36 NewsArticle/7.3.0 ToutiaoMicroApp/1.22.0.0 PluginVersion/73005`],
  ["douyin douyin_mp ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 14_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 NewsArticle/8.0.1.10 JsSdk/2.0 NetType/WIFI (NewsLite 8.0.1 14.300000) NewsLite/8.0.1 Mobile ToutiaoMicroApp/1.91.0.10"],
  ["douyin h5", `Mozilla/5.0 (Linux; Android 8.1.0; PBAM00 Build/OPM1.171019.026; wv) ${ANDROID} Chrome/62.0.3202.84 Mobile Safari/537.36 aweme_lite_120400 AppName/aweme_lite JsSdk/1.0 NetType/WIFI Channel/oppo app_version/12.4.0 ByteLocale/zh-CN Region/CN AppSkin/black`],
  ["baidu h5", `Mozilla/5.0 (Linux; Android 8.0.0; BLN-AL40 Build/HONORBLN-AL40; wv) ${ANDROID} Chrome/63.0.3239.83 Mobile Safari/537.36 T7/11.11 swan/2.8.0 swan-baiduboxapp/11.11.0.12 baiduboxapp/11.11.0.12 (Baidu; P1 8.0.0) dumedia/6.14.2.8`, { isMini: true }],
  ["baidu h5 ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 12_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 swan/2.4.0 swan-baiduboxapp/11.9.0.1 baiduboxapp/11.9.0.1 (Baidu; P2 12.2)", { isMini: true }],
  ["baidu h5", `Mozilla/5.0 (Linux; Android 7.1.1; X Build/NGI77B; wv) ${ANDROID} Chrome/63.0.3239.83 Mobile Safari/537.36 T7/10.13 lite baiduboxapp/3.7.5.11 (Baidu; P1 7.1.1)`],
  ["qq h5", `Mozilla/5.0 (Linux; Android 13; 2206122SC Build/TKQ1.220829.002; wv) ${ANDROID} Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046613 Mobile Safari/537.36 V1_AND_SQ_8.9.80_4614_YYB_D QQ/8.9.80.12440 NetType/WIFI WebP/0.3.0 AppId/537176868 Pixel/1080 StatusBarHeight/82 SimpleUISwitch/0 QQTheme/1000`],
  ["qq h5", `Mozilla/5.0 (Linux; Android 11; Mi 10 Pro Build/RKQ1.200826.002; wv) ${ANDROID} Chrome/77.0.3865.120 MQQBrowser/6.2 TBS/045426 Mobile Safari/537.36 V1_AND_SQ_8.5.5_1630_YYB_D A_8050500 QQ/8.5.5.5105 NetType/4G WebP/0.3.0 Pixel/1080 miniProgram`, { isMini: true }],
  // X5 in other apps names the engine's maker, which is not the app.
  ["browser h5", "Mozilla/5.0 (Linux; U; Android 12; zh-cn; V2049A Build/SP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/89.0.4389.72 MQQBrowser/13.5 Mobile Safari/537.36"],
  ["browser h5 ios", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"],
  ["browser h5", `Mozilla/5.0 (Linux; U; Android 8.1.0; zh-cn; PBBM30 Build/OPM1.171019.026) ${ANDROID} Chrome/70.0.3538.80 Mobile Safari/537.36 HeyTapBrowser/10.7.4.2`],
];

test("user agents of real devices", () => {
  for (const [expected, userAgent, { mini, isMini } = {}] of AGENTS) {
    const found = detect({ userAgent, mini });
    const said = [found.app, found.channel, found.ios && "ios"].filter(Boolean).join(" ");
    assert.equal(said, expected, userAgent);
    assert.equal(found.mini, isMini ?? found.channel.endsWith("_mp"), userAgent);
  }
  const old = { userAgent: "Mozilla/5.0 (Linux; Android 8.0.0) Chrome/57.0 MicroMessenger/6.7.3.1360" };
  assert.equal(detect({ ...old, wechat: "miniprogram" }).channel, "wechat_mp");
  assert.equal(detect({ ...old, wechat: "browser" }).channel, "wechat_h5");
  // The variable alone is anybody's, and so is an answer of an SDK in a browser.
  assert.equal(detect({ userAgent: "Chrome/130", wechat: "miniprogram" }).channel, "h5");
  assert.equal(detect({ userAgent: "Chrome/130", mini: true }).channel, "h5");
  assert.deepEqual(detect({ userAgent: "x", native: true }), { app: "native", mini: false, channel: "app", ios: false });
});

test("what a channel forbids", () => {
  for (const [channels, reward, expected] of [
    [["wechat_h5"], undefined, false],
    [["wechat_h5"], "share", true],
    [["wechat_h5"], "invitee", true],
    [["wechat_mp"], "share", true],
    [["wechat_mp"], "invitee", false],
    [["wechat_mp"], "another word", true],
    [["h5", "wechat_h5"], "invitee", true],
    [["alipay_mp"], "share", false],
    [["h5"], "share", false],
  ])
    assert.equal(forbids(channels, "share", { reward }), expected, `${channels} ${reward}`);
  assert.equal(forbids(["wechat_h5"], "pay", { reward: "share" }), false);
  // An author's word adds to what is forbidden where the page is, and takes nothing away.
  const wechat = new Host({ channel: "wechat_h5" }, () => (tell) => tell("done"), "h5");
  assert.equal(wechat.can("share", { reward: "share" }), false);
  assert.equal(wechat.can("share"), true);
});

test("addresses", () => {
  for (const [page, expected] of [
    ["/pages/cart/index?tab=1", "/pages/cart/index?tab=1"],
    ["pages/cart", "pages/cart"],
    ["javascript:alert(1)", ""],
    ["//evil.example/x", ""],
    ["https://evil.example", ""],
    ["/pages/a b", ""],
    ["", ""],
    [undefined, ""],
  ])
    assert.equal(appPage(page), expected, page);
  const base = "https://shop.example/h5/";
  for (const [url, expected] of [
    ["../cart", "https://shop.example/cart"],
    ["javascript:alert(1)", ""],
    [" JavaScript:alert(1)", ""],
    ["data:text/html,x", ""],
    ["https://", ""],
    [undefined, ""],
  ])
    assert.equal(webAddress(url, base), expected, url);
  // What is about a person or an amount stays out of every address.
  const detail = { coupon: "c 30", at: 5, token: "t", buyer: "b", payable: 100, offer: { x: 1 } };
  assert.equal(about("/pages/x", detail), "/pages/x?coupon=c%2030&at=5");
  assert.equal(about("/pages/x?a=1", { draw: "&b=2" }), "/pages/x?a=1&draw=%26b%3D2");
});

test("a question has one answer, and an unknown capability one as well", async () => {
  const asked = [];
  const bridge = (capability) => ({
    login: (tell) => (tell("done", { buyer: "gold" }), tell("failed")),
    pay: () => {
      throw new Error("gone");
    },
  })[capability];
  const host = new Host({ channel: "h5" }, bridge);
  host.on(({ capability, outcome }) => asked.push(`${capability} ${outcome}`));
  assert.deepEqual(await host.ask("login"), { capability: "login", outcome: "done", data: { buyer: "gold" } });
  assert.equal((await host.ask("pay")).outcome, "failed");
  assert.equal((await host.ask("share")).outcome, "unsupported");
  assert.equal((await host.ask("constructor")).outcome, "unsupported");
  assert.deepEqual(asked, ["login done", "pay failed", "share unsupported", "constructor unsupported"]);
});

test("silence is an answer, and a late word is told", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let late;
  const host = new Host({ channel: "h5" }, () => (tell) => (late = tell));
  const heard = [];
  host.on((answer) => heard.push([answer.outcome, Boolean(answer.late)]));
  const answer = host.ask("realtime", { data: 1 });
  context.mock.timers.tick(PATIENCE.realtime - 1);
  assert.deepEqual(heard, []);
  context.mock.timers.tick(1);
  assert.equal((await answer).outcome, "unanswered");
  late("done");
  late("failed");
  assert.deepEqual(heard, [["unanswered", false], ["done", true]]);
});

/** A mini-program bridge that records calls; `refuses` lists the methods that fail. */
function fakeMini(refuses = []) {
  const calls = [];
  const method = (name) => (options) => {
    calls.push([name, options.url ?? options.data ?? options.delta]);
    if (refuses.includes(name)) options.fail?.();
    else options.success?.();
  };
  const names = ["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack", "postMessage"];
  return { calls, api: Object.fromEntries(names.map((name) => [name, method(name)])) };
}

for (const [app, wrap] of [
  ["wechat", (api) => ({ wx: { miniProgram: api } })],
  ["douyin", (api) => ({ tt: { miniProgram: api } })],
  ["qq", (api) => ({ qq: { miniProgram: api } })],
  ["baidu", (api) => ({ swan: { webView: api } })],
])
  test(`${app}: pages, the mailbox, and nothing without the host's script`, async () => {
    const { calls, api } = fakeMini();
    const location = { href: "https://shop.example/h5/#x" };
    const pages = { login: "/pages/login/index", pay: "javascript:alert(1)" };
    const host = new Host({ channel: "h5" }, miniProgram({ ...wrap(api), location }, app, pages));
    const ask = async (...all) => (await host.ask(...all)).outcome;
    assert.equal(await ask("navigate", { page: "/pages/cart/index" }), "done");
    assert.equal(await ask("navigate", { page: "/pages/home/index", how: "tab" }), "done");
    assert.equal(await ask("navigate", { page: "https://evil.example" }), "unsupported");
    assert.equal(await ask("login", { coupon: "c30", token: "secret" }), "handed");
    assert.equal(await ask("pay"), "unsupported");
    assert.equal(await ask("subscribe"), "unsupported");
    assert.equal(await ask("realtime"), "unsupported");
    assert.equal(await ask("message", { data: { a: 1 } }), "handed");
    assert.equal(await ask("share", { title: "t" }), "handed");
    assert.equal(await ask("close"), "done");
    const card = { title: "t", desc: "", link: "https://shop.example/h5/", imgUrl: "" };
    assert.deepEqual(calls, [
      ["navigateTo", "/pages/cart/index"],
      ["switchTab", "/pages/home/index"],
      ["navigateTo", "/pages/login/index?coupon=c30"],
      ["postMessage", { a: 1 }],
      ["postMessage", { dacu: 1, share: card }],
      ["navigateBack", 1],
    ]);
    const without = new Host({ channel: "h5" }, miniProgram({ location }, app, pages));
    for (const capability of Object.keys(PATIENCE)) assert.equal(without.can(capability, { page: "/x" }), false);
  });

test("a page that cannot be pushed is replaced, or is a tab", async () => {
  for (const [refuses, expected, outcome] of [
    [["navigateTo"], "navigateTo redirectTo", "done"],
    [["navigateTo", "redirectTo"], "navigateTo redirectTo switchTab", "done"],
    [["navigateTo", "redirectTo", "switchTab"], "navigateTo redirectTo switchTab", "failed"],
  ]) {
    const { calls, api } = fakeMini(refuses);
    const host = new Host({ channel: "h5" }, miniProgram({ wx: { miniProgram: api } }, "wechat", {}));
    assert.equal((await host.ask("navigate", { page: "/pages/x" })).outcome, outcome);
    assert.equal(calls.map(([name]) => name).join(" "), expected);
  }
});

test("a page in WeChat sets the card and pays what the server signed", async () => {
  const said = {};
  const record = (name, outcome) => (options) => {
    said[name] = options;
    options[outcome]?.();
  };
  const wx = {
    updateAppMessageShareData: record("friend", "success"),
    updateTimelineShareData: record("moments", "success"),
    chooseWXPay: record("pay", "cancel"),
  };
  const host = new Host({ channel: "wechat_h5" }, wechatPage({ wx, location: { href: "https://shop.example/#a" } }));
  assert.equal((await host.ask("share", { title: "t", text: "d" })).outcome, "handed");
  assert.equal(said.friend.link, "https://shop.example/");
  assert.equal(said.moments.title, "t");
  assert.equal(host.can("pay"), false);
  assert.equal((await host.ask("pay", { signed: { paySign: "s" } })).outcome, "cancelled");
  assert.equal(said.pay.paySign, "s");
  assert.equal((await host.ask("share", { title: "t", reward: "share" })).outcome, "forbidden");
});

test("Alipay and Taobao answer by the contract, and have pages for the rest", async () => {
  const posted = [];
  const { calls, api } = fakeMini();
  const my = { ...api, postMessage: (message) => posted.push(message) };
  let changes = 0;
  const window = { my };
  const { bridge } = aliProgram(window, { pay: "/pages/pay/index" }, () => (changes += 1));
  const host = new Host({ channel: "alipay_mp" }, bridge);
  assert.deepEqual(posted, [{ dacu: 1, hello: true }], "the page speaks first");
  assert.equal(host.can("login"), false, "nothing is offered until the mini-program says so");
  my.onMessage({ dacu: 1, offers: ["login", "hack", "__proto__"] });
  assert.equal(changes, 1);
  assert.equal(host.can("login"), true);
  assert.equal(host.can("hack"), false);
  const answer = host.ask("login", { coupon: "c30" });
  my.onMessage({ dacu: 1, id: posted[1].id, outcome: "done", data: { buyer: "gold" } });
  assert.deepEqual(await answer, { capability: "login", outcome: "done", data: { buyer: "gold" } });
  assert.equal((await host.ask("pay", { order: "o1" })).outcome, "handed");
  assert.deepEqual(calls, [["navigateTo", "/pages/pay/index?order=o1"]]);
  assert.equal((await host.ask("message", { data: 7 })).outcome, "handed");
  assert.equal(posted.at(-1), 7);
});

test("the contract takes each reply once, and only its own", () => {
  const sent = [];
  const told = [];
  const heard = [];
  const contract = new Contract((message) => sent.push(message), (what) => heard.push(what));
  contract.receive(JSON.stringify({ dacu: 1, offers: ["login"] }));
  contract.bridge()("login", {})((...all) => told.push(all));
  const [{ id }] = sent;
  for (const stranger of [
    null,
    5,
    "",
    "{",
    "[]",
    { id, outcome: "done" },
    { dacu: 2, id, outcome: "done" },
    { dacu: 1, id: `${id}0`, outcome: "done" },
    { dacu: 1, id, outcome: "granted" },
    { dacu: 1, id },
    { dacu: 1, event: "resumed" },
  ])
    assert.equal(contract.receive(stranger), false, JSON.stringify(stranger));
  assert.deepEqual(told, []);
  assert.equal(contract.receive({ dacu: 1, event: "resume" }), true);
  assert.deepEqual(heard, ["offers", "resume"]);
  assert.equal(contract.receive({ dacu: 1, id, outcome: "cancelled" }), true);
  assert.equal(contract.receive({ dacu: 1, id, outcome: "done" }), false, "a second reply");
  assert.deepEqual(told, [["cancelled", undefined]]);
  // A page that is opened anew has other ids.
  const other = new Contract((message) => sent.push(message), () => {});
  other.receive({ dacu: 1, offers: ["login"] });
  other.bridge()("login", {})(() => {});
  assert.notEqual(sent.at(-1).id, id);
  // Questions that nobody answers do not pile up.
  for (let n = 0; n < 500; n += 1) other.bridge()("login", {})(() => {});
  assert.equal(other.waiting.size, 50);
});

test("a frame listens to exactly one origin and one window", () => {
  const listeners = [];
  const sent = [];
  const parent = { postMessage: (message, origin) => sent.push([message, origin]) };
  const window = {
    parent,
    addEventListener: (type, listener) => listeners.push(listener),
    removeEventListener: () => {},
  };
  const origin = "https://shop.example";
  const app = nativeApp(window, origin, () => {});
  assert.deepEqual(sent, [[{ dacu: 1, hello: true }, origin]]);
  const data = { dacu: 1, offers: ["login"] };
  for (const event of [
    { origin: "https://shop.example.evil.example", source: parent, data },
    { origin: "http://shop.example", source: parent, data },
    { origin: "null", source: parent, data },
    { origin, source: {}, data },
  ])
    listeners.forEach((listener) => listener(event));
  assert.equal(app.bridge("login", {}), false);
  listeners.forEach((listener) => listener({ origin, source: parent, data }));
  assert.equal(typeof app.bridge("login", {}), "function");
  for (const loose of ["*", "null", "", undefined, "https://shop.example/", "https://a@b"])
    assert.equal(nativeChannel({ parent }, loose), null, loose);
});

/** What can be asked for in each host whose own script is there, with pages of the mini-program for what has them. */
const CAPABILITIES = {
  h5: "navigate share close haptic",
  wechat_h5: "navigate share pay close haptic",
  wechat_mp: "navigate share login pay close haptic subscribe message",
  alipay_mp: "navigate share login pay close haptic subscribe message realtime",
  taobao_mp: "navigate share login pay close haptic subscribe message realtime",
  douyin_mp: "navigate share login pay close haptic subscribe message",
  app: "navigate share login pay close haptic subscribe message realtime",
};

/** The real bridge of a channel, over a window that has what the host puts there. */
function realBridge(channel) {
  const { api } = fakeMini();
  const pages = { login: "/pages/login/index", pay: "/pages/pay/index", subscribe: "/pages/remind/index" };
  const window = {
    navigator: { vibrate: () => true, share: () => Promise.resolve() },
    location: { href: "https://shop.example/h5/", assign: () => {} },
    history: { length: 2, back: () => {} },
  };
  const everything = JSON.stringify({ dacu: 1, offers: Object.keys(PATIENCE) });
  if (channel === "wechat_mp") return [miniProgram({ ...window, wx: { miniProgram: api } }, "wechat", pages), window];
  if (channel === "douyin_mp") return [miniProgram({ ...window, tt: { miniProgram: api } }, "douyin", pages), window];
  if (channel === "wechat_h5") {
    const wx = { closeWindow: () => {}, updateAppMessageShareData: () => {}, chooseWXPay: () => {} };
    return [wechatPage({ ...window, wx }), window];
  }
  if (channel === "app") {
    const native = { ...window, DacuNative: { postMessage: () => {} } };
    const { bridge } = nativeApp(native, undefined, () => {});
    native.DacuHost.receive(everything);
    return [bridge, native];
  }
  if (channel === "h5") return [() => null, window];
  const my = { ...api, postMessage: () => {} };
  const { bridge } = aliProgram({ ...window, my }, pages, () => {});
  my.onMessage(everything);
  return [bridge, window];
}

for (const [channel, expected] of Object.entries(CAPABILITIES))
  test(`${channel}: what can be asked for, and the mock has the same`, () => {
    const detail = { page: "/pages/x/index", url: "https://shop.example/x", signed: { paySign: "s" }, data: 1 };
    const [bridge, window] = realBridge(channel);
    const real = new Host({ channel }, firstOf([bridge, browser(window)]));
    const mock = mockHost(channel);
    const can = (host) => Object.keys(PATIENCE).filter((capability) => host.can(capability, detail)).join(" ");
    assert.equal(can(real), expected);
    assert.equal(can(new Host(mock.environment, mock.bridge)), expected);
    assert.equal(mock.environment.channel, channel);
  });

test("the mock: every capability present, absent, failing, slow, silent and cancelled", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const capability of ["share", "login", "pay", "subscribe", "realtime"]) {
    for (const [behaviour, expected] of [
      [undefined, "done"],
      ["absent", "unsupported"],
      ["failing", "failed"],
      ["cancelled", "cancelled"],
      ["silent", "unanswered"],
    ]) {
      const mock = mockHost("app", { [capability]: behaviour });
      const answer = new Host(mock.environment, mock.bridge).ask(capability);
      context.mock.timers.tick(PATIENCE[capability]);
      assert.equal((await answer).outcome, expected, `${capability} ${behaviour}`);
      assert.equal(mock.calls.length, behaviour === "absent" ? 0 : 1);
    }
  }
  const slow = mockHost("app", { realtime: "slow" });
  const host = new Host(slow.environment, slow.bridge);
  const late = [];
  host.on((answer) => late.push(Boolean(answer.late)));
  const answer = host.ask("realtime");
  context.mock.timers.tick(12000);
  assert.equal((await answer).outcome, "unanswered");
  assert.deepEqual(late, [false, true]);
  assert.deepEqual(readMock("wechat_mp,share:failing").environment.channel, "wechat_mp");
});

test("WeChat's mailbox is emptied only when the shopper leaves", async () => {
  const mock = mockHost("wechat_mp");
  const host = new Host(mock.environment, mock.bridge);
  assert.equal((await host.ask("message", { data: 1 })).outcome, "handed");
  assert.equal((await host.ask("message", { data: 2 })).outcome, "handed");
  assert.deepEqual(mock.delivered, []);
  mock.leave();
  mock.leave();
  assert.deepEqual(mock.delivered, [[{ data: 1 }, { data: 2 }]]);
});

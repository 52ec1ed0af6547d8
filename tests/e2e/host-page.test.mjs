/**
 * The host module in real browsers: WeChat's own script over a native side that speaks its protocol,
 * uni-app's bridge as a second opinion on the other hosts' calls, and an app in a parent frame.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { address, packageScript, route } from "./support/modules.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { serve } from "./support/server.mjs";

const ANDROID = "Mozilla/5.0 (Linux; Android 10; ONEPLUS A5000 Build/QKQ1.191014.012; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0.5563.116 Mobile Safari/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
const AGENTS = {
  wechat_mp: `${ANDROID} XWEB/1110005 MMWEBSDK/20230805 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 miniProgram/wxcb459ae1e3e8f9f2`,
  wechat_h5: `${ANDROID} XWEB/1110005 MMWEBSDK/20230805 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN`,
  wechat_ios: `${IPHONE} MicroMessenger/8.0.76(0x18004c24) NetType/WIFI Language/zh_CN`,
  alipay: `${ANDROID} AliApp(AP/10.3.86.8000) AlipayClient/10.3.86.8000 Language/zh-Hans MiniProgram APXWebView`,
  douyin: `${ANDROID} NewsArticle/7.3.0 ToutiaoMicroApp/1.22.0.0 PluginVersion/73005`,
  taobao: `${ANDROID} AliApp(TB/10.46.10) UCBS/2.11.1.1 WindVane/8.5.0`,
  baidu: `${ANDROID} T7/11.11 swan/2.8.0 swan-baiduboxapp/11.11.0.12 baiduboxapp/11.11.0.12`,
  qq: `${ANDROID} MQQBrowser/6.2 TBS/046613 V1_AND_SQ_8.9.80_4614_YYB_D QQ/8.9.80.12440 NetType/WIFI miniProgram`,
};

/**
 * WeChat's native side: it answers `invoke`, and keeps what was posted until the shopper leaves.
 * `?refuse=navigateTo,redirectTo` fails those.
 */
const NATIVE = `
  window.native = { calls: [], mail: [], delivered: [] };
  var refused = (new URLSearchParams(location.search).get("refuse") || "").split(",");
  window.WeixinJSBridge = {
    on: function (name, then) { native[name] = then; },
    invoke: function (name, args, then) {
      var api = name === "invokeMiniProgramAPI" ? args.name : name;
      native.calls.push([api, name === "invokeMiniProgramAPI" ? args.arg : args]);
      if (api === "postMessage") native.mail.push(args.arg);
      if (api === "navigateBack" && native.mail.length) native.delivered.push(native.mail.splice(0));
      var ok = refused.indexOf(api) < 0;
      if (api !== "postMessage") setTimeout(function () { then({ err_msg: name + (ok ? ":ok" : ":fail can not " + api) }); }, 10);
    }
  };
  window.__wxjs_environment = /miniProgram/.test(navigator.userAgent) ? "miniprogram" : "browser";`;

const SHOP = (scripts) => `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><body>
  <dacu-campaign id="widget"></dacu-campaign>
  <a id="cart" href="/arrived?cart" data-dacu-host="navigate" data-dacu-page="/pages/cart/index">去购物车</a>
  <a id="plain" href="/arrived?plain">规则</a>
  <button id="share" hidden data-dacu-host="share" data-dacu-title="好物灯市">分享</button>
  <button id="bribe" hidden data-dacu-host="share" data-dacu-reward="share">分享得券</button>
  <a id="help" href="/arrived?help" data-dacu-host="share" data-dacu-reward="invitee">请好友助力</a>
  <button id="pay" hidden data-dacu-host="pay">支付</button>
  <script>var answers = []; document.addEventListener("dacu-host", function (event) { answers.push(event.detail); });</script>
  ${scripts}
  <script type="module" src="/attach.js"></script></body></html>`;

const ATTACH = () => `import { attach } from "${address("host")}";
  window.host = attach({
    channel: new URLSearchParams(location.search).get("channel") || undefined,
    pages: { login: "/pages/login/index", subscribe: "/pages/remind/index" },
    links: { pay: new URLSearchParams(location.search).get("pay") || undefined },
  });`;

/** The objects of the hosts, recording. */
const OBJECTS = `
  window.calls = [];
  var object = function () {
    var made = {};
    ["navigateTo", "navigateBack", "redirectTo", "switchTab", "reLaunch", "postMessage"].forEach(function (name) {
      made[name] = function (options) {
        calls.push([name, options && (options.url || options.delta || options.data || options)]);
        if (options && options.success) options.success();
      };
    });
    made.getEnv = function (then) { then({ miniprogram: true, smartprogram: true }); };
    return made;
  };
  window.my = object();
  window.tt = { miniProgram: object() };
  window.qq = { miniProgram: object() };
  window.swan = { webView: object() };
  window.wx = { miniProgram: object() };`;

const FILES = {
  "/wx": SHOP('<script src="/native.js"></script><script src="/weixin.js"></script>'),
  "/bare": SHOP(""),
  "/objects": SHOP('<script src="/objects.js"></script><script src="/uni.js"></script>'),
  "/arrived": "<title>arrived</title>",
  "/native.js": NATIVE,
  "/objects.js": OBJECTS,
};

let server;
let other;
const browsers = {};

before(async () => {
  FILES["/attach.js"] = ATTACH();
  FILES["/weixin.js"] = packageScript("weixin-js-sdk", "wx");
  FILES["/uni.js"] = packageScript("@dcloudio/uni-webview-js", "uni");
  server = await serve({ route: route(FILES) });
  other = await serve({ route: route(PARENTS) });
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  await server?.close();
  await other?.close();
});

async function open(agent, path) {
  // One browser an agent: Chromium keeps it for the whole profile.
  browsers[agent] ??= await launch(AGENTS[agent] ? { userAgent: AGENTS[agent] } : {});
  const page = await browsers[agent].open(`${server.url}${path}`);
  await page.waitForFunction("window.host");
  return page;
}

const calls = (page) => page.evaluate("native.calls.map(([name, arg]) => name + ' ' + JSON.stringify(arg && (arg.url || arg.delta || arg)))");
const shown = (page) => page.evaluate("['share', 'bribe', 'help', 'pay'].filter((id) => !document.getElementById(id).hidden).join(' ')");
const outcomes = (page) => page.evaluate("answers.map((answer) => answer.capability + ' ' + answer.outcome)");

/** What a widget does: true if someone has taken the event. */
const raise = (page, type, detail = {}) =>
  page.evaluate(([type, detail]) => !document.getElementById("widget").dispatchEvent(
    new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }),
  ), [type, detail]);

test("WeChat's own script takes the widgets' events to pages of the mini-program", async () => {
  const page = await open("wechat_mp", "/wx");
  assert.equal(await page.evaluate("host.environment.channel"), "wechat_mp");
  assert.equal(await raise(page, "dacu-login", { coupon: "c30" }), true);
  assert.equal(await raise(page, "dacu-remind", { offer: "lamp", at: "1762740000000" }), true);
  await page.waitForFunction("answers.length === 2");
  assert.deepEqual(await outcomes(page), ["login handed", "subscribe handed"]);
  assert.deepEqual((await calls(page)).slice(0, 2), [
    'navigateTo "/pages/login/index?coupon=c30"',
    'navigateTo "/pages/remind/index?offer=lamp&at=1762740000000"',
  ]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("what nobody can do stays the page's, and a page that does it is left alone", async () => {
  const page = await open("wechat_mp", "/wx");
  assert.equal(await raise(page, "dacu-checkout", { payable: 1 }), false);
  assert.deepEqual(await outcomes(page), ["pay unsupported"]);
  await page.evaluate(() => document.addEventListener("dacu-login", (event) => event.preventDefault()));
  assert.equal(await raise(page, "dacu-login"), true);
  assert.deepEqual(await outcomes(page), ["pay unsupported"]);
  assert.deepEqual(await calls(page), []);
  // With an address for it, the shopper goes there.
  await page.goto(`${server.url}/wx?pay=/arrived`);
  await page.waitForFunction("window.host");
  assert.equal(await raise(page, "dacu-checkout"), true);
  await page.waitForURL("**/arrived");
  await page.close();
});

test("a link goes to the app's page, and where it says if the app cannot", async () => {
  const page = await open("wechat_mp", "/wx");
  await page.click("#cart");
  await page.waitForFunction("answers.length");
  assert.deepEqual(await calls(page), ['navigateTo "/pages/cart/index"']);
  assert.equal(new URL(page.url()).pathname, "/wx");
  await page.goto(`${server.url}/wx?refuse=navigateTo,redirectTo,switchTab`);
  await page.waitForFunction("window.host");
  await page.click("#cart");
  await page.waitForURL("**/arrived?cart");
  // Without WeChat's script there is no capability, and links are links.
  await page.goto(`${server.url}/bare`);
  await page.waitForFunction("window.host");
  assert.equal(await raise(page, "dacu-login"), false);
  await page.click("#cart");
  await page.waitForURL("**/arrived?cart");
  await page.close();
});

test("the mailbox is emptied when the shopper goes back, and nothing waits for it", async () => {
  const page = await open("wechat_mp", "/wx");
  const outcome = await page.evaluate("host.ask('message', { data: { claimed: 'c30' } }).then((answer) => answer.outcome)");
  assert.equal(outcome, "handed");
  await page.click("#share");
  assert.deepEqual(await page.evaluate("[native.mail.length, native.delivered.length]"), [2, 0]);
  await page.evaluate("host.ask('close')");
  const [[message, share]] = await page.evaluate("native.delivered");
  assert.equal(message.claimed, "c30");
  assert.equal(share.share.title, "好物灯市");
  await page.close();
});

test("what a channel forbids is not offered", async () => {
  for (const [agent, path, expected] of [
    ["wechat_mp", "/wx", "share help"],
    ["wechat_h5", "/wx", "share"],
    ["wechat_h5", "/wx?channel=h5", "share"],
    ["chromium", "/wx?channel=wechat_h5", ""],
    ["chromium", "/wx", "help"],
  ]) {
    const page = await open(agent, path);
    assert.equal(await shown(page), expected, `${agent} ${path}`);
    const refused = agent !== "wechat_mp" && path !== "/wx" ? "forbidden" : null;
    if (refused) assert.equal((await page.evaluate("host.ask('share', { reward: 'share' })")).outcome, refused);
    await page.close();
  }
});

test("what comes later is offered or hidden as well", async () => {
  const page = await open("wechat_h5", "/wx");
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.dataset.dacuHost = "share";
    button.dataset.dacuReward = "invitee";
    button.id = "late";
    document.body.append(button);
  });
  await page.waitForFunction("document.getElementById('late').hidden");
  assert.equal(await page.evaluate("document.documentElement.dataset.dacuCan"), "navigate share close");
  await page.evaluate("host.close()");
  assert.equal(await page.evaluate("document.getElementById('late').hidden"), false);
  assert.equal(await raise(page, "dacu-login"), false);
  await page.close();
});

for (const [agent, name] of [["wechat_mp", "wx"], ["alipay", "my"], ["douyin", "tt"], ["baidu", "swan"], ["qq", "qq"]])
  test(`uni-app's bridge makes the same calls of \`${name}\``, async () => {
    const page = await open(agent, "/objects");
    await page.evaluate("calls.splice(0)");
    const [theirs, ours] = await page.evaluate(async () => {
      const take = () => window.calls.splice(0).filter(([, about]) => !(about && about.dacu));
      const { webView } = window.uni;
      webView.navigateTo({ url: "/pages/a?b=1" });
      webView.redirectTo({ url: "/pages/a" });
      webView.switchTab({ url: "/pages/a" });
      webView.reLaunch({ url: "/pages/a" });
      webView.navigateBack({ delta: 1 });
      const theirs = take();
      const { host } = window;
      await host.ask("navigate", { page: "/pages/a?b=1" });
      for (const how of ["replace", "tab", "restart"]) await host.ask("navigate", { page: "/pages/a", how });
      await host.ask("close");
      return [theirs, take()];
    });
    assert.equal(theirs.length, 5);
    assert.deepEqual(ours, theirs);
    // What a message is differs, and uni-app's wrapper hands its argument on as it is.
    const message = await page.evaluate(async () => {
      await window.host.ask("message", { data: { a: 1 } });
      return window.calls.splice(0);
    });
    assert.deepEqual(message, [["postMessage", { a: 1 }]]);
    await page.close();
  });

test("Taobao says by its bridge that it is a mini-program", async () => {
  const page = await open("taobao", "/objects");
  assert.deepEqual(await page.evaluate("[host.environment.app, host.environment.channel]"), ["taobao", "taobao_mp"]);
  const asked = await page.evaluate("calls.filter(([, about]) => about && about.dacu)");
  assert.deepEqual(asked[0], ["postMessage", { dacu: 1, hello: true }]);
  // Its page can answer now, and show itself again.
  await page.evaluate("addEventListener('dacu-resume', () => (window.resumed = true)); my.onMessage({ dacu: 1, offers: ['pay'] }); my.onMessage({ dacu: 1, event: 'resume' })");
  assert.equal(await page.evaluate("host.can('pay') && !document.getElementById('pay').hidden && resumed"), true);
  await page.close();
});

/** Apps of one page: the parent of the shop's page, and a stranger's frame in it. */
const PARENTS = {
  "/parent": `<body><script>
    var asked = [];
    addEventListener("message", function (event) {
      if (!event.data || event.data.dacu !== 1) return;
      asked.push([event.origin, event.data.ask || "hello"]);
      var answer = event.data.hello ? { dacu: 1, offers: ["login"] } : { dacu: 1, id: event.data.id, outcome: "done", data: { buyer: "gold" } };
      event.source.postMessage(answer, event.origin);
    });
    var frame = document.createElement("iframe");
    frame.src = new URLSearchParams(location.search).get("page");
    document.body.append(frame);
  </script>`,
};

test("an app in the parent frame answers, if it is of exactly the origin that is trusted", async () => {
  browsers.chromium ??= await launch();
  for (const [origin, trusted] of [[other.url, true], ["https://shop.example", false], [`${other.url}/`, false]]) {
    FILES["/framed"] = `<body><script type="module">
      import { attach } from "${address("host")}";
      window.bought = [];
      window.__dacu = { setBuyer: function (buyer) { bought.push(buyer); } };
      window.host = attach({ parentOrigin: ${JSON.stringify(origin)} });
    </script>`;
    const page = await browsers.chromium.open(`${other.url}/parent?page=${encodeURIComponent(`${server.url}/framed`)}`);
    await page.waitForFunction("frames.length");
    const frame = page.frames()[1];
    await frame.waitForFunction("window.host");
    if (trusted) await frame.waitForFunction("host.can('login')");
    assert.equal(await frame.evaluate("host.environment.channel"), origin.endsWith("/") ? "h5" : "app");
    const { outcome } = await frame.evaluate("host.ask('login')");
    assert.equal(outcome, trusted ? "done" : "unsupported");
    assert.deepEqual(await frame.evaluate("bought"), trusted ? ["gold"] : []);
    assert.equal((await page.evaluate("asked")).length, trusted ? 2 : 0, "nothing is sent to another origin");
    await page.close();
  }
});

test("an Android app answers through the object it has put into the window", async () => {
  FILES["/android"] = `<body><script>
    var sent = [];
    window.DacuNative = { postMessage: function (text) {
      var message = JSON.parse(text);
      sent.push(message);
      setTimeout(function () {
        if (message.hello) DacuHost.receive(JSON.stringify({ dacu: 1, offers: ["pay", "haptic"] }));
        else DacuHost.receive({ dacu: 1, id: message.id, outcome: "cancelled" });
      }, 5);
    } };
  </script><script type="module">
    import { attach } from "${address("host")}";
    window.host = attach();
  </script>`;
  browsers.chromium ??= await launch();
  const page = await browsers.chromium.open(`${server.url}/android`);
  await page.waitForFunction("window.host && host.can('pay')");
  assert.equal((await page.evaluate("host.ask('pay', { order: 'o1' })")).outcome, "cancelled");
  assert.deepEqual(await page.evaluate("sent.map((message) => message.ask || message.hello)"), [true, "pay"]);
  await page.close();
});

test("larger text turns large text on, and WeChat is asked to leave sizes alone", async () => {
  const android = await open("wechat_h5", "/wx");
  assert.equal(await android.evaluate("widget.hasAttribute('large')"), false);
  // As WeChat on Android does: every size is multiplied, and the page told.
  await android.addStyleTag({ content: "body > span { font-size: 140px !important; zoom: 1; }" });
  await android.evaluate(() => {
    const real = window.getComputedStyle;
    window.getComputedStyle = (element) => (element.nodeName === "SPAN" ? { fontSize: "140px" } : real(element));
    window.native["menu:setfont"]({ fontSize: 4 });
  });
  assert.equal(await android.evaluate("widget.hasAttribute('large')"), true);
  assert.deepEqual((await calls(android)).at(-1), 'setFontSizeCallback {"fontSize":0}');
  await android.evaluate("addEventListener('dacu-resume', () => (window.resumed = (window.resumed || 0) + 1))");
  await android.evaluate("native.onPageStateChange({ active: 'false' }); native.onPageStateChange({ active: 'true' }); native.onPageStateChange({ active: true })");
  assert.equal(await android.evaluate("resumed"), 2, "WeChat tells when it shows the page again");
  await android.close();
  const ios = await open("wechat_ios", "/wx");
  await ios.evaluate(() => {
    // Chromium knows no such property, so it is kept as WebKit keeps it.
    Object.defineProperty(document.body.style, "webkitTextSizeAdjust", { value: "140%" });
    window.native["menu:setfont"]({ fontSize: 4 });
  });
  assert.equal(await ios.evaluate("widget.hasAttribute('large')"), true);
  assert.deepEqual(await calls(ios), [], "iOS has its own way");
  await ios.evaluate("host.close()");
  assert.equal(await ios.evaluate("widget.hasAttribute('large')"), false);
  await ios.close();
});

test("a keyboard's height is a variable, a folding address bar's is not", async () => {
  const page = await open("chromium", "/bare");
  await page.evaluate("host.close()");
  for (const [height, offset, scale, expected] of [
    [812, 0, 1, "0px"],
    [756, 0, 1, "0px"],
    [476, 0, 1, "336px"],
    [476, 100, 1, "236px"],
    [406, 0, 2, "0px"],
  ]) {
    const found = await page.evaluate(async ([module, height, offsetTop, scale]) => {
      const fake = Object.assign(new EventTarget(), { height, offsetTop, scale });
      Object.defineProperty(window, "visualViewport", { value: fake, configurable: true });
      const { attach } = await import(module);
      const host = attach();
      const read = () => document.documentElement.style.getPropertyValue("--dacu-keyboard");
      const first = read();
      fake.dispatchEvent(new Event("resize"));
      const again = read();
      host.close();
      return first === again ? first : `${first} ${again}`;
    }, [address("host"), height, offset, scale]);
    assert.equal(found, expected, `${height} ${offset} ${scale}`);
  }
  await page.close();
});

test("works on Chromium 67", async () => {
  const page = await launchOld(67);
  try {
    await page.goto(`${server.url}/bare`);
    await page.waitFor("window.host");
    assert.equal(await page.eval("host.environment.channel"), "h5");
    assert.equal(await page.eval("document.documentElement.dataset.dacuCan"), "navigate close");
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});

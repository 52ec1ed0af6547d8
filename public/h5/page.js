/*
 * Previews of the sample page: parameters of the address become attributes of `dacu-campaign` and classes of `html`. A shop's page needs none of it.
 *
 *   campaign=618-2026 | spring-2027 | member-day ...   the file, and with it title, picture and dates; see CAMPAIGNS
 *   theme=festive | midyear | spring | calm            another look than the campaign's own
 *   dark, large                                        dark host, large text
 *   still                                              as on a device that asks for less motion
 *   locale, latency, fault, buyer, cart, store         see ATTRIBUTES
 *   host=<channel>[,<capability>:<behaviour>]          an app around the page that is not there: wechat_mp,share:failing; see embed/host/mock.js
 *   host=wechat_h5 | wechat_mp | alipay_mp ...         the user agent of that app; see HOSTS
 *   storage=full | denied | corrupt                    localStorage that takes nothing, throws, or gives back half of what it was given
 *   skew=<milliseconds>                                a device clock that is off; `dacuSkew` of the window moves it while the page is open
 *   now=<instant>                                      holds the server's clock there; `now=real` shows the campaign as it stands today.
 *                                                      With `running` it goes on from there. Without it the page rehearses: the clock starts in the middle of the campaign and runs.
 *
 * ES5, no inline anything, so it runs under a strict policy and wherever the page itself runs. It stands before the style sheets so that the first
 * paint has the right theme, and sets the attributes when the document is read and before deferred scripts, the embed among them, run.
 */
(function (window, document) {
  'use strict';

  var ATTRIBUTES = {
    locale: 'lang', now: 'server-now', latency: 'latency', fault: 'fault', buyer: 'buyer', cart: 'cart', store: 'store'
  };
  var THEMES = { festive: 1, midyear: 1, spring: 1, calm: 1 };
  var VALUE = /^[\w.:,+@*!-]{1,96}$/;

  /* What each app adds to the user agent of its web views; the bridges of the apps are not there. */
  var HOSTS = {
    wechat_h5: 'MicroMessenger/8.0.50(0x1800323d) NetType/WIFI Language/zh_CN',
    wechat_mp: 'MicroMessenger/8.0.50(0x1800323d) NetType/WIFI Language/zh_CN miniProgram/wx0000000000000000',
    alipay_mp: 'NebulaSDK/1.8.100112 Nebula AliApp(AP/10.6.0) AlipayClient/10.6.0 Language/zh-Hans MiniProgram',
    taobao_mp: 'AliApp(TB/10.40.0) WindVane/8.7.2 UT4Aplus/0.0.6 MiniProgram',
    douyin_mp: 'aweme_330000 JsSdk/1.0 NetType/WIFI toutiaomicroapp/3.30.0',
    baidu_mp: 'swan/2.75.0 swan-baiduboxapp/13.63.0.10 baiduboxapp/13.63.0.10 (Baidu; P2 17.0)',
    qq_mp: 'QQ/8.9.80.626 V1_IPH_SQ_8.9.80_1_APP_A NetType/WIFI miniProgram',
    app: 'DacuApp/1.0'
  };
  var PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ';

  /* A sample that teaches something: its own words, no static cards, and only the widgets that it has something for. */
  function lesson(theme, name, slogan, now, cart, without) {
    return [theme, [['双11 ', ''], ['好物灯市', name], ['灯亮了，回家添几样好东西', slogan]], now, cart, null, without];
  }

  /* What the page says about a campaign: theme, pairs of the words in index.html and the campaign's own, when it rehearses, with which cart, and the two lines of its offer. */
  var CAMPAIGNS = {
    'double11-2026': ['festive', [], '2026-11-11T10:02:00+08:00', 'short-of-300'],
    '618-2026': ['midyear', [['双11 好物灯市', '618 盛夏市集'], ['好物灯市', '盛夏市集'], ['灯亮了，回家添几样好东西', '挑几样清爽的，过个好夏天'],
      ['11月10日', '6月16日'], ['11月11日', '6月17日'], ['11月12日', '6月18日']], '2026-06-17T10:02:00+08:00', 'short', '50', '两家店一起算，每满就减，可与店铺券同享'],
    'spring-2027': ['spring', [['双11 好物灯市', '青禾 新春年集'], ['好物灯市', '新春年集'], ['灯亮了，回家添几样好东西', '梅开了，备齐一桌年味'],
      ['11月10日', '1月22日'], ['11月11日', '1月23日'], ['11月12日', '1月24日']], '2027-01-23T10:02:00+08:00', 'short', '30', '最高一档满 600 减 80，可与店铺券同享'],
    'brand-day': lesson('calm', '青禾品牌日', '好好喝茶，好好住', '2026-09-19T10:02:00+08:00', 'home', 'draw'),
    'presale-2026': lesson('festive', '好物灯市·预售', '早付定金，早点安心', '2026-10-25T10:02:00+08:00', 'reserved', 'flash-sale draw'),
    'full-reduction-steps': lesson('calm', '暖冬满减周', '茶、家居、零食，三种满减各算各的', '2026-12-02T10:02:00+08:00', 'tea-300', 'coupons flash-sale draw'),
    'first-100-half-price': lesson('festive', '开灯日', '新灯上架，前 100 名半价', '2026-09-30T10:02:00+08:00', 'lantern', 'coupons draw'),
    'flash-sessions': lesson('midyear', '三日快闪', '每天 10 点、14 点、20 点，准时开抢', '2026-07-11T10:02:00+08:00', 'fans', 'coupons draw'),
    'member-day': lesson('festive', '每月 8 日会员日', '当天 5 折，黑卡再 9 折', '2026-12-08T10:02:00+08:00', 'half', 'flash-sale draw'),
    'new-buyers': lesson('spring', '新人见面礼', '第一单，从一杯好茶开始', '2027-01-05T10:02:00+08:00', 'jasmine', 'flash-sale draw'),
    'repurchase-7-days': lesson('calm', '回头见', '收到满意，七天内再来有礼', '2026-10-15T10:02:00+08:00', 'first', 'coupons flash-sale draw'),
    'clearance': lesson('midyear', '换季清仓', '五折、六折、七折，清完为止', '2026-08-25T10:02:00+08:00', 'five-six-seven', 'coupons flash-sale draw'),
    'add-on-and-gifts': lesson('calm', '一席茶事', '成套更合算，添一件更称心', '2026-09-04T10:02:00+08:00', 'for-one', 'coupons flash-sale draw'),
    'group-buy': lesson('spring', '邻里拼团', '两人、三人、五人，人齐就发货', '2027-03-20T10:02:00+08:00', 'nuts', 'coupons flash-sale draw'),
    'bargain': lesson('festive', '砍一砍，每一刀都写明', '几个人、每人砍多少，开始前就告诉你', '2026-10-17T10:02:00+08:00', 'candle', 'coupons flash-sale draw'),
    'invite': lesson('spring', '请三位朋友喝茶', '朋友下了首单，你们都有礼', '2027-04-10T10:02:00+08:00', 'inviter', 'coupons flash-sale draw'),
    'fission-red-packet': lesson('festive', '分你一半红包', '好友首单后，两个人各拆一个', '2027-01-16T10:02:00+08:00', 'friend', 'coupons flash-sale draw'),
    'points-and-sign-in': lesson('calm', '青禾签到簿', '每天一格，七天一本', '2026-10-05T10:02:00+08:00', 'longjing', 'coupons flash-sale draw'),
    'draw-grid-and-scratch': lesson('festive', '冬至有喜', '每天转一转，下单再抽，中奖率都写明', '2026-12-19T10:02:00+08:00', 'coupon-20', 'coupons flash-sale'),
    'nested-phases': lesson('festive', '年终大促', '一个月前预告，一周前预热，三天前领券', '2026-12-13T10:02:00+08:00', 'wear', 'flash-sale draw'),
    'evergreen': lesson('calm', '青禾会员常享', '一年到头都在，不用赶', '2027-06-10T10:02:00+08:00', 'tea', 'coupons flash-sale draw'),
    'eu-spring': lesson('spring', '春日茶会', '降价都写明三十天内的低价', '2027-04-10T10:02:00+02:00', 'tea', 'flash-sale draw'),
    'uk-bank-holiday': lesson('calm', '五月长周末', '价格含税含运费', '2027-05-01T10:02:00+01:00', 'snacks', 'coupons flash-sale draw')
  };

  /* The pictures name 双11 and 618; drawn as `#plain` they name no day. */
  var OWN_DAYS = { 'double11-2026': 1, '618-2026': 1, 'presale-2026': 1, 'spring-2027': 1 };

  function parameters() {
    var found = {}, parts = window.location.search.slice(1).split('&'), i, at, name;
    for (i = 0; i < parts.length; i += 1) {
      at = parts[i].indexOf('=');
      name = at < 0 ? parts[i] : parts[i].slice(0, at);
      if (/^[a-z]+$/.test(name)) {
        try { found[name] = at < 0 ? '1' : decodeURIComponent(parts[i].slice(at + 1).replace(/\+/g, '%2B')); } catch (e) { /* Not an address this page wrote. */ }
      }
    }
    return found;
  }

  function has(table, key) { return Object.prototype.hasOwnProperty.call(table, key); }

  var q = parameters(), html = document.documentElement;
  var id = has(CAMPAIGNS, q.campaign) ? q.campaign : 'double11-2026';
  var theme = has(THEMES, q.theme) ? q.theme : CAMPAIGNS[id][0];
  var dark = has(q, 'dark') && q.dark !== '0', large = has(q, 'large') && q.large !== '0';

  if (has(HOSTS, q.host)) { define(window.navigator, 'userAgent', function () { return PHONE + HOSTS[q.host]; }); }
  if (q.storage) { spoil(q.storage); }
  if (/^-?\d{1,12}$/.test(q.skew)) { shift(+q.skew); }
  var still = has(q, 'still') && q.still !== '0', asked = window.matchMedia, calm = /prefers-reduced-motion/, answered = [];
  if (asked) { window.matchMedia = function (query) { return asked.call(window, still && calm.test(query) ? 'all' : query); }; }

  html.className = 'is-waiting' + classes();
  if (q.locale && VALUE.test(q.locale)) { html.lang = q.locale; }

  function define(of, name, get) {
    try { Object.defineProperty(of, name, { configurable: true, get: get }); } catch (e) { /* An engine that holds on to its own. */ }
  }

  /* Before anything is stored: whoever asks meets the fault from the first call on. */
  function spoil(how) {
    var kept = window.Storage && window.Storage.prototype, read = kept && kept.getItem;
    function refuse(name) { throw new window.DOMException('The preview spoils the storage.', name); }
    if (how === 'denied') { define(window, 'localStorage', function () { refuse('SecurityError'); }); }
    if (how === 'full' && kept) { kept.setItem = function () { refuse('QuotaExceededError'); }; }
    if (how === 'corrupt' && kept) {
      kept.getItem = function (key) {
        var text = read.call(this, key);
        return text && text.slice(0, Math.ceil(text.length / 2));
      };
    }
  }

  function shift(ms) {
    var Real = window.Date;
    window.dacuSkew = ms;
    function Shifted() {
      var at = arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(Shifted.now());
      return this instanceof Shifted ? at : String(at);
    }
    Shifted.now = function () { return Real.now() + window.dacuSkew; };
    Shifted.parse = Real.parse;
    Shifted.UTC = Real.UTC;
    Shifted.prototype = Real.prototype;
    window.Date = Shifted;
  }

  /* No Wasm, no network, no answer, no script: the static cards are the page, and it closes up around them. */
  function settle() { html.className = html.className.replace('is-waiting ', ''); }
  document.addEventListener('dacu-fault', function (e) { if (e.target === document) { settle(); } });
  document.addEventListener('error', function (e) { if (e.target.nodeName === 'SCRIPT') { settle(); } }, true);

  function apply() {
    var campaign = document.querySelector('dacu-campaign'), key;
    if (!campaign) { return; }
    if (id !== 'double11-2026') { campaign.setAttribute('src', '../campaigns/' + id + '.json'); }
    if (q.theme && theme === q.theme) { campaign.setAttribute('theme', theme); }
    if (dark) { campaign.setAttribute('dark', ''); }
    if (large) { campaign.setAttribute('large', ''); }
    if (still) { campaign.setAttribute('data-still', ''); }
    for (key in ATTRIBUTES) {
      if (has(ATTRIBUTES, key) && has(q, key) && VALUE.test(q[key])) { campaign.setAttribute(ATTRIBUTES[key], q[key]); }
    }
    bringHost();
    if (!has(q, 'now')) {
      campaign.setAttribute('server-now', CAMPAIGNS[id][2]);
      campaign.setAttribute('running', '');
    } else if (q.now === 'real') { campaign.removeAttribute('server-now'); }
    if (has(q, 'running')) { campaign.setAttribute('running', ''); }
    if (!has(q, 'cart') && CAMPAIGNS[id][3]) { campaign.setAttribute('cart', CAMPAIGNS[id][3]); }
    paint();
    reword(CAMPAIGNS[id][1]);
    stand(document.querySelector('.hero__title'));
    if (CAMPAIGNS[id][4] === null) { drop('.hero__offer, .hero__note, .dacu-card' + CAMPAIGNS[id][5].replace(/(^| )(?=.)/g, ', dacu-')); }
    if (CAMPAIGNS[id][4]) {
      /* The cards in index.html say what double11-2026 gives, and only that. */
      drop('main > * > .dacu-card');
      document.querySelectorAll('.hero__offer b')[1].textContent = CAMPAIGNS[id][4];
      document.querySelector('.hero__note').textContent = CAMPAIGNS[id][5];
    }
    /* The studio sets these attributes on a page that is open; its own part of the page follows. */
    if (window.MutationObserver) {
      new window.MutationObserver(function () { follow(campaign); }).observe(campaign, { attributes: true, attributeFilter: ['theme', 'dark', 'large', 'lang', 'data-still'] });
    }
  }

  /* Style sheets ask the device; the preview answers in its place. The widgets share one sheet, which comes with the first of them. */
  function calmSheets() {
    while (!still && answered.length) { answered[0].media.mediaText = answered[0].text; answered.shift(); }
    if (!still) { return; }
    Array.prototype.forEach.call(document.styleSheets, calmSheet);
    Array.prototype.forEach.call(document.querySelectorAll('*'), function (element) {
      var root = element.shadowRoot;
      if (root) { Array.prototype.forEach.call(root.adoptedStyleSheets || [], calmSheet); }
    });
  }

  function calmSheet(sheet) {
    var rules, media, i;
    try { rules = sheet.cssRules; } catch (e) { return; /* Of another origin. */ }
    for (i = 0; i < rules.length; i += 1) {
      media = rules[i].media;
      if (media && calm.test(media.mediaText)) {
        answered.push({ media: media, text: media.mediaText });
        media.mediaText = 'all';
      }
    }
  }
  document.addEventListener('dacu-ready', calmSheets);

  function bringHost() {
    var loader = document.querySelector('script[src$="dacu.js"]');
    if (!q.host || !VALUE.test(q.host)) { return; }
    loader.setAttribute('data-with', 'host-mock');
    loader.setAttribute('data-mock', q.host);
  }

  function classes() { return ' dacu-theme-' + theme + (dark ? ' dacu-dark' : '') + (large ? ' dacu-large' : ''); }

  function paint() {
    var art = document.querySelector('.hero__art'), src = '../art/' + theme + '/hero' + (dark ? '-dark' : '') + '.svg' + (OWN_DAYS[id] ? '' : '#plain');
    if (art && art.getAttribute('src') !== src) { art.setAttribute('src', src); }
  }

  function follow(campaign) {
    var wanted = campaign.getAttribute('theme'), lang = campaign.getAttribute('lang');
    theme = wanted && has(THEMES, wanted) ? wanted : CAMPAIGNS[id][0];
    dark = campaign.hasAttribute('dark');
    large = campaign.hasAttribute('large');
    still = campaign.hasAttribute('data-still');
    calmSheets();
    html.className = (/\bis-waiting\b/.test(html.className) ? 'is-waiting' : '') + classes();
    if (lang && html.lang !== lang) { html.lang = lang; }
    paint();
  }

  function drop(selector) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (node) { node.parentNode.removeChild(node); });
  }

  function reword(pairs) {
    var walk, node, text;
    if (!pairs.length) { return; }
    document.title = swap(document.title, pairs);
    walk = document.createTreeWalker(document.body, 4, null, false);
    while ((node = walk.nextNode())) {
      text = swap(node.nodeValue, pairs);
      if (text !== node.nodeValue) { node.nodeValue = text; }
    }
  }

  function swap(text, pairs) {
    var i;
    for (i = 0; i < pairs.length; i += 1) { text = text.split(pairs[i][0]).join(pairs[i][1]); }
    return text;
  }

  /* Four characters fill the height of the picture; a longer name stands smaller, and in two columns where it has a comma. */
  function stand(title) {
    var name = title.textContent.replace(/ /g, ''), parts = name.split('，');
    if (name.length < 5) { return; }
    title.className += ' is-long' + (parts.length > 1 ? ' is-two' : '');
    title.textContent = parts[0];
    if (parts.length < 2) { return; }
    title.appendChild(document.createElement('br'));
    title.appendChild(document.createTextNode(parts.slice(1).join('，')));
  }

  function when() {
    if (document.readyState !== 'loading') {
      document.removeEventListener('readystatechange', when);
      apply();
    }
  }
  document.addEventListener('readystatechange', when);
}(window, document));

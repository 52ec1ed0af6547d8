/*
 * Previews of the sample page: parameters of the address become attributes of `dacu-campaign` and classes of `html`. A shop's page needs none of it.
 *
 *   campaign=618-2026 | spring-2027 | double11-2026 | presale-2026 | brand-day    the file, and with it title, picture and dates
 *   theme=festive | midyear | spring | calm            another look than the campaign's own
 *   dark, large                                        dark host, large text
 *   locale, latency, fault, buyer, cart, store         see ATTRIBUTES
 *   now=<instant>                                      holds the server's clock there; `now=real` shows the campaign as it stands today.
 *                                                      Without it the page rehearses: the clock starts in the middle of the campaign and runs.
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
  var VALUE = /^[\w.:,+@-]{1,96}$/;

  /* What the page says about a campaign: theme, pairs of the words in index.html and the campaign's own, when it rehearses, with which cart, and the two lines of its offer. */
  var CAMPAIGNS = {
    'double11-2026': ['festive', [], '2026-11-11T10:02:00+08:00', 'short-of-300'],
    '618-2026': ['midyear', [['双11 好物灯市', '618 盛夏市集'], ['好物灯市', '盛夏市集'], ['灯亮了，回家添几样好东西', '挑几样清爽的，过个好夏天'],
      ['11月10日', '6月16日'], ['11月11日', '6月17日'], ['11月12日', '6月18日']], '2026-06-17T10:02:00+08:00', 'short', '50', '两家店一起算，每满就减，可与店铺券同享'],
    'spring-2027': ['spring', [['双11 好物灯市', '青禾 新春年集'], ['好物灯市', '新春年集'], ['灯亮了，回家添几样好东西', '梅开了，备齐一桌年味'],
      ['11月10日', '1月22日'], ['11月11日', '1月23日'], ['11月12日', '1月24日']], '2027-01-23T10:02:00+08:00', 'short', '30', '最高一档满 600 减 80，可与店铺券同享'],
    'presale-2026': ['festive', [['双11 好物灯市', '灯市预售'], ['好物灯市', '灯市预售'], ['灯亮了，回家添几样好东西', '早付定金，早点安心'],
      ['11月10日', '10月20日'], ['11月11日', '10月31日'], ['11月12日', '11月3日']], '2026-10-25T10:02:00+08:00', 'reserved', '30', '最高一档满 500 减 60，可与尾款券同享'],
    'brand-day': ['calm', [['双11 好物灯市', '青禾品牌日'], ['好物灯市', '品牌日'], ['灯亮了，回家添几样好东西', '好好喝茶，好好住'],
      ['11月10日', '9月18日'], ['11月11日', '9月19日'], ['11月12日', '9月20日']], '2026-09-19T10:02:00+08:00', 'home', '30', '最高一档满 600 减 80，可与品牌日券同享']
  };

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

  html.className = 'is-waiting' + classes();
  if (q.locale && VALUE.test(q.locale)) { html.lang = q.locale; }

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
    for (key in ATTRIBUTES) {
      if (has(ATTRIBUTES, key) && has(q, key) && VALUE.test(q[key])) { campaign.setAttribute(ATTRIBUTES[key], q[key]); }
    }
    if (!has(q, 'now')) {
      campaign.setAttribute('server-now', CAMPAIGNS[id][2]);
      campaign.setAttribute('running', '');
    } else if (q.now === 'real') { campaign.removeAttribute('server-now'); }
    if (!has(q, 'cart') && CAMPAIGNS[id][3]) { campaign.setAttribute('cart', CAMPAIGNS[id][3]); }
    if (theme !== 'festive' || dark) { paint(); }
    reword(CAMPAIGNS[id][1]);
    if (CAMPAIGNS[id][4]) {
      document.querySelectorAll('.hero__offer b')[1].textContent = CAMPAIGNS[id][4];
      document.querySelector('.hero__note').textContent = CAMPAIGNS[id][5];
    }
    /* The studio sets these attributes on a page that is open; its own part of the page follows. */
    if (window.MutationObserver) {
      new window.MutationObserver(function () { follow(campaign); }).observe(campaign, { attributes: true, attributeFilter: ['theme', 'dark', 'large', 'lang'] });
    }
  }

  function classes() { return ' dacu-theme-' + theme + (dark ? ' dacu-dark' : '') + (large ? ' dacu-large' : ''); }

  function paint() {
    var art = document.querySelector('.hero__art'), src = '../art/' + theme + '/hero' + (dark ? '-dark' : '') + '.svg';
    if (art && art.getAttribute('src') !== src) { art.setAttribute('src', src); }
  }

  function follow(campaign) {
    var wanted = campaign.getAttribute('theme'), lang = campaign.getAttribute('lang');
    theme = wanted && has(THEMES, wanted) ? wanted : CAMPAIGNS[id][0];
    dark = campaign.hasAttribute('dark');
    large = campaign.hasAttribute('large');
    html.className = (/\bis-waiting\b/.test(html.className) ? 'is-waiting' : '') + classes();
    if (lang && html.lang !== lang) { html.lang = lang; }
    paint();
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

  function when() {
    if (document.readyState !== 'loading') {
      document.removeEventListener('readystatechange', when);
      apply();
    }
  }
  document.addEventListener('readystatechange', when);
}(window, document));

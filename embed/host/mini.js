/*
 * Webviews of mini-programs: WeChat, Douyin, QQ, Baidu, whose bridges have one shape, and the
 * H5 pages of WeChat. The page includes the host's own script; without it there is no capability.
 *
 * Their `postMessage` is a mailbox: the mini-program gets what was posted when the shopper goes
 * back, shares or leaves, or never. So a message is only ever `handed`, and login, payment and
 * subscriptions are pages of the mini-program that the shopper is sent to.
 */
import { about, appPage } from './address.js';

const ROOTS = {
  wechat: (window) => window.wx && window.wx.miniProgram,
  douyin: (window) => window.tt && window.tt.miniProgram,
  qq: (window) => window.qq && window.qq.miniProgram,
  baidu: (window) => window.swan && window.swan.webView,
};

/** How a page of the app is gone to; a page of its tab bar is reached by `switchTab` only. */
const WAYS = { push: 'navigateTo', replace: 'redirectTo', tab: 'switchTab', restart: 'reLaunch' };

/**
 * Goes to a page of the app. These calls answer rarely, and a page that is left hears nothing, so
 * silence is success; a refusal (ten pages are open, it is a tab) is tried the other ways.
 */
export function goTo(api, page, how, tell) {
  const ways = [WAYS[how] || WAYS.push, WAYS.replace, WAYS.tab];
  const attempt = (at) => {
    const method = api[ways[at]];
    if (at >= ways.length) return tell('failed');
    if (!method) return attempt(at + 1);
    method.call(api, { url: page, success: () => tell('done'), fail: () => attempt(at + 1) });
  };
  attempt(0);
}

/**
 * What every bridge with pages of an app can do.
 *
 * @param {() => object} api the object with `navigateTo` and the like, as it is now
 * @param {object} pages the app's pages by capability: `{login: '/pages/login/index'}`
 */
export function pagesOf(api, pages) {
  return (capability, detail) => {
    const bridge = api();
    if (!bridge) return null;
    if (capability === 'close') {
      return bridge.navigateBack && ((tell) => {
        bridge.navigateBack({ delta: 1, success: () => tell('done'), fail: () => tell('failed') });
      });
    }
    const own = capability === 'navigate' ? appPage(detail.page) : appPage(pages[capability]);
    const page = own && (capability === 'navigate' ? own : about(own, detail));
    if (!page || !bridge.navigateTo) return null;
    return (tell) => goTo(bridge, page, capability === 'navigate' && detail.how, (outcome) => {
      // That the page opened says nothing of what is done there.
      tell(outcome === 'done' && capability !== 'navigate' ? 'handed' : outcome);
    });
  };
}

/** A card as the hosts name its parts. */
export function card(detail, location) {
  return {
    title: detail.title || '',
    desc: detail.text || '',
    link: detail.url || location.href.split('#')[0],
    imgUrl: detail.image || '',
  };
}

/** The webview of a mini-program of `app`. */
export function miniProgram(window, app, pages) {
  const api = () => ROOTS[app](window);
  const toPages = pagesOf(api, pages);
  return (capability, detail) => {
    const bridge = api();
    const post = bridge && bridge.postMessage && ((data, tell) => {
      bridge.postMessage({ data });
      tell('handed');
    });
    if (capability === 'message') return post && ((tell) => post(detail.data, tell));
    // The mini-program reads the card in its `onShareAppMessage`; sharing itself is in its menu.
    if (capability === 'share' && !pages.share) {
      return post && ((tell) => post({ dacu: 1, share: card(detail, window.location) }, tell));
    }
    return toPages(capability, detail);
  };
}

/** An H5 page opened in WeChat itself, after the page's own `wx.config`. */
export function wechatPage(window) {
  return (capability, detail) => {
    const wx = window.wx;
    if (!wx) return null;
    if (capability === 'close') return wx.closeWindow && ((tell) => (wx.closeWindow(), tell('handed')));
    if (capability === 'share') {
      return wx.updateAppMessageShareData && ((tell) => {
        const data = card(detail, window.location);
        // The card is set; the shopper shares by the menu, and nobody tells whether.
        const said = { success: () => tell('handed', { by: 'menu' }), fail: () => tell('failed') };
        wx.updateAppMessageShareData({ ...data, ...said });
        if (wx.updateTimelineShareData) wx.updateTimelineShareData({ ...data });
      });
    }
    // What the shop's server has signed: timestamp, nonceStr, package, signType, paySign.
    if (capability === 'pay' && detail.signed) {
      return wx.chooseWXPay && ((tell) => wx.chooseWXPay({
        ...detail.signed,
        success: () => tell('done'),
        cancel: () => tell('cancelled'),
        fail: () => tell('failed'),
      }));
    }
    return null;
  };
}

/*
 * Where a page runs, by the browser's user agent and by what the surrounding app has put into the
 * window. Objects alone prove nothing: an SDK that is included defines them in any browser.
 */

/** In this order: the first that matches. The second pattern tells a mini-program's webview. */
const APPS = [
  ['douyin', /ToutiaoMicroApp|aweme|NewsArticle/i, /ToutiaoMicroApp/i],
  ['baidu', /\bswan\/|baiduboxapp/i, /\bswan\//i],
  ['alipay', /AlipayClient/, /MiniProgram|APXWebView/],
  ['taobao', /AliApp\((TB|TM|LT)\//, /MiniProgram|APXWebView/],
  ['wechat', /MicroMessenger/i, /miniProgram/i],
  ['qq', /\bQQ\/\d/, /miniProgram/i],
];

/** The campaign file's names of the webviews of mini-programs. */
const CHANNELS = { wechat: 'wechat_mp', alipay: 'alipay_mp', taobao: 'taobao_mp', douyin: 'douyin_mp' };

/**
 * @param {object} signs
 * @param {string} signs.userAgent `navigator.userAgent`
 * @param {string} [signs.wechat] `window.__wxjs_environment`, which WeChat before 7.0 has instead of a
 *   word in the user agent, and not before its bridge is ready
 * @param {boolean} [signs.mini] what the host's `getEnv` has answered
 * @param {boolean} [signs.native] whether the app speaks the contract of native.js
 * @returns {{app: string, mini: boolean, channel: string, ios: boolean}} `app` is `wechat`, `alipay`,
 *   `taobao`, `douyin`, `baidu`, `qq`, `native` or `browser`
 */
export function detect({ userAgent, wechat, mini: told, native }) {
  const ios = /iPhone|iPad|iPod/.test(userAgent);
  if (native) return { app: 'native', mini: false, channel: 'app', ios };
  const [app, , inMini] = APPS.find(([, is]) => is.test(userAgent)) || ['browser', null, /^$/];
  const mini = told === undefined
    ? inMini.test(userAgent) || (app === 'wechat' && wechat === 'miniprogram')
    : told && app !== 'browser';
  const channel = mini ? CHANNELS[app] || 'h5' : app === 'wechat' ? 'wechat_h5' : 'h5';
  return { app, mini, channel, ios };
}

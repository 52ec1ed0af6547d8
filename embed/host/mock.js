/*
 * dacu-host-mock.js: an app around the page that is not there, for previews and tests. It records
 * what is asked, and each capability can be present, absent, failing, slow, silent or cancelled.
 *
 *   <script src="dacu.js" data-with="host-mock" data-mock="wechat_mp,share:failing">
 */
import { attach } from './index.js';
import { PATIENCE } from './host.js';

/** What the mini-programs can do whose bridge is a mailbox. */
const MAILBOX = ['navigate', 'close', 'haptic', 'share', 'login', 'pay', 'subscribe', 'message'];

/** What each app can do, as its documentation says and mini.js, ali.js and browser.js use it. */
const APPS = {
  h5: { app: 'browser', can: ['navigate', 'close', 'haptic', 'share'] },
  wechat_h5: { app: 'wechat', can: ['navigate', 'close', 'haptic', 'share', 'pay'] },
  wechat_mp: { app: 'wechat', mini: true, can: MAILBOX },
  alipay_mp: { app: 'alipay', mini: true, can: Object.keys(PATIENCE) },
  taobao_mp: { app: 'taobao', mini: true, can: Object.keys(PATIENCE) },
  douyin_mp: { app: 'douyin', mini: true, can: MAILBOX },
  // The campaign file has no channel for these two: detect.js calls them H5.
  baidu_mp: { app: 'baidu', mini: true, channel: 'h5', can: MAILBOX },
  qq_mp: { app: 'qq', mini: true, channel: 'h5', can: MAILBOX },
  app: { app: 'native', can: Object.keys(PATIENCE) },
};

/** What is only ever handed over where there is a mailbox instead of a conversation. */
const MAILED = ['message', 'share', 'login', 'pay', 'subscribe'];

/** Milliseconds that a slow answer takes; longer than any patience that is counted in seconds. */
const SLOW = 12000;

/**
 * @param {string} channel one of the campaign file's names, `baidu_mp` or `qq_mp`
 * @param {object} [behaviours] by capability: `absent`, `failing`, `slow`, `silent` or `cancelled`
 */
export function mockHost(channel, behaviours = {}) {
  const { app, mini = false, can, channel: known = channel } = APPS[channel] || { ...APPS.h5, channel: 'h5' };
  const mailbox = app === 'wechat' || can === MAILBOX;
  const mock = {
    environment: { app, mini, channel: known, ios: false },
    /** Every question: `{capability, detail}`. */
    calls: [],
    /** What was posted and has not arrived. */
    mail: [],
    /** What has arrived at the mini-program, one list a delivery. */
    delivered: [],
    /** The shopper goes `back`, shares, or the webview is destroyed: only then mail arrives. */
    leave() {
      if (mock.mail.length) mock.delivered.push(mock.mail.splice(0));
    },
    bridge(capability, detail) {
      const behaviour = behaviours[capability];
      if (can.indexOf(capability) < 0 || behaviour === 'absent') return null;
      return (tell) => {
        mock.calls.push({ capability, detail });
        if (behaviour === 'failing') return tell('failed', 'mock');
        if (behaviour === 'cancelled') return tell('cancelled');
        if (behaviour === 'silent') return undefined;
        const outcome = mailbox && MAILED.indexOf(capability) >= 0 ? 'handed' : 'done';
        if (outcome === 'handed' && (capability === 'message' || capability === 'share')) mock.mail.push(detail);
        if (behaviour === 'slow') return setTimeout(tell, SLOW, outcome);
        return tell(outcome);
      };
    },
  };
  return mock;
}

/** Reads `wechat_mp,share:failing,pay:absent`. */
export function readMock(text) {
  const [channel, ...rest] = text.split(',');
  const behaviours = {};
  rest.forEach((pair) => {
    const [capability, behaviour] = pair.split(':');
    behaviours[capability] = behaviour;
  });
  return mockHost(channel, behaviours);
}

const script = typeof document === 'undefined' ? null : document.querySelector('script[data-with~="host-mock"]');
const dacu = script && window.__dacu;
if (dacu && !dacu.host) {
  const mock = readMock(script.getAttribute('data-mock') || 'h5');
  dacu.host = Object.assign(attach({ mock }), { mock });
}

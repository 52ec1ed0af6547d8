/*
 * Where a webview changes a page under its feet: larger text, a keyboard over the bottom, a page
 * that stays pushed up when the keyboard has gone, and one that is shown again unsaid.
 */

/** From this factor on the widgets show their large text. */
const LARGE = 1.15;

/** A viewport that is this much lower has a keyboard in it, and no folding address bar; in points. */
const KEYBOARD = 120;

/**
 * Keeps a page right; returns what ends it.
 *
 * Larger text: WebViews multiply every size, which breaks any layout of points. The factor is
 * measured, and from 1.15 on the campaigns are given `large`, which the widgets are designed for.
 * WeChat is asked to leave the sizes alone then; on iOS, where it writes the factor on `<body>`, the
 * widgets have their own `text-size-adjust`.
 *
 * Shown again: when WeChat returns from a page of its own it tells by its bridge, which becomes
 * `dacu-resume` on the window.
 *
 * Keyboard: `--dacu-keyboard` on the root is the height that is covered, 0px without one.
 */
export function fitDevice(window, { app, ios }) {
  const { document } = window;
  const root = document.documentElement;
  const viewport = window.visualViewport;
  const given = new Set();

  const enlarge = () => {
    const large = factor(window) >= LARGE;
    document.querySelectorAll('dacu-campaign, [src][data-live]').forEach((element) => {
      if (large && !element.hasAttribute('large')) {
        element.setAttribute('large', '');
        given.add(element);
      } else if (!large && given.delete(element)) element.removeAttribute('large');
    });
  };

  const covered = () => {
    const height = viewport ? window.innerHeight - viewport.height - viewport.offsetTop : 0;
    // A page that was zoomed in is lower, too, and has no keyboard.
    const keyboard = height > KEYBOARD && viewport.scale < 1.1 ? Math.round(height) : 0;
    root.style.setProperty('--dacu-keyboard', keyboard + 'px');
  };

  // iOS WeChat leaves the page where the keyboard has pushed it, and taps miss by that much.
  const settle = () => setTimeout(() => {
    const active = document.activeElement;
    if (!active || !/^(INPUT|TEXTAREA|SELECT)$/.test(active.nodeName)) {
      window.scrollTo(window.pageXOffset, window.pageYOffset);
    }
  }, 100);

  const bridge = () => {
    const { WeixinJSBridge } = window;
    if (!WeixinJSBridge || !WeixinJSBridge.on) return;
    const plain = () => WeixinJSBridge.invoke('setFontSizeCallback', { fontSize: 0 }, () => {});
    if (!ios && factor(window) >= LARGE) {
      enlarge();
      plain();
    }
    WeixinJSBridge.on('onPageStateChange', ({ active }) => {
      // Android says it as a text.
      if (String(active) === 'true') window.dispatchEvent(new Event('dacu-resume'));
    });
    WeixinJSBridge.on('menu:setfont', () => {
      enlarge();
      if (!ios) plain();
    });
  };

  enlarge();
  covered();
  const ends = [
    listen(document, 'dacu-ready', enlarge),
    listen(window, 'pageshow', enlarge),
    viewport && listen(viewport, 'resize', covered),
    viewport && listen(viewport, 'scroll', covered),
    ios && app === 'wechat' && listen(document, 'focusout', settle),
    app === 'wechat' && listen(document, 'WeixinJSBridgeReady', bridge),
  ].filter(Boolean);
  if (app === 'wechat') bridge();

  return () => {
    ends.forEach((end) => end());
    given.forEach((element) => element.removeAttribute('large'));
    root.style.removeProperty('--dacu-keyboard');
  };
}

/** By how much the webview enlarges text. */
function factor(window) {
  const { document } = window;
  const { body } = document;
  if (!body) return 1;
  const adjusted = parseFloat(body.style.webkitTextSizeAdjust);
  if (adjusted) return adjusted / 100;
  const probe = document.createElement('span');
  probe.style.setProperty('font-size', '100px', 'important');
  body.appendChild(probe);
  const size = parseFloat(window.getComputedStyle(probe).fontSize);
  probe.remove();
  return size / 100 || 1;
}

function listen(target, type, listener) {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

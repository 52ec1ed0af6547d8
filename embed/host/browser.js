/* What any browser can do by itself. */
import { webAddress } from './address.js';

/** How long each strength of a tap is felt, in milliseconds. */
const TAPS = { light: 10, medium: 20, heavy: 40 };

export function browser(window) {
  const { navigator, location, history } = window;
  return (capability, detail) => {
    if (capability === 'navigate') {
      const address = webAddress(detail.url, location.href);
      return address && ((tell) => (location.assign(address), tell('handed')));
    }
    if (capability === 'close') return history.length > 1 && ((tell) => (history.back(), tell('handed')));
    if (capability === 'haptic') {
      const felt = navigator.vibrate;
      return felt && ((tell) => tell(navigator.vibrate(TAPS[detail.strength] || TAPS.light) ? 'done' : 'failed'));
    }
    if (capability === 'share') {
      return navigator.share && ((tell) => {
        const { title, text } = detail;
        const url = webAddress(detail.url, location.href) || location.href;
        navigator.share({ title, text, url }).then(
          () => tell('done'),
          (error) => tell(error.name === 'AbortError' ? 'cancelled' : 'failed'),
        );
      });
    }
    return null;
  };
}

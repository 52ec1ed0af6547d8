/* Addresses that a page may be sent to, and what may stand in them. */

/** What of an event's detail goes along in an address: names of things, never a person or an amount. */
const CARRIED = ['campaign', 'coupon', 'offer', 'draw', 'task', 'order', 'at'];

/** A path of the app's own pages, `/pages/cart/index?tab=1`, or nothing. */
export function appPage(page) {
  return /^\/?[\w-][\w/.-]*(\?[^#\s]*)?$/.test(page || '') ? page : '';
}

/** An address of the web, made whole, or nothing. */
export function webAddress(url, base) {
  if (!url) return '';
  try {
    const whole = new URL(url, base);
    return /^https?:$/.test(whole.protocol) ? whole.href : '';
  } catch (error) {
    return '';
  }
}

/** The address with what it is about. */
export function about(address, detail) {
  const query = CARRIED.filter((name) => /^(string|number)$/.test(typeof detail[name]))
    .map((name) => name + '=' + encodeURIComponent(detail[name]))
    .join('&');
  return query ? address + (address.indexOf('?') < 0 ? '?' : '&') + query : address;
}

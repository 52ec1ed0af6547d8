import { useEffect, useRef } from 'react';

const FALLBACKS = {
  coupons: <a href="/coupons">三档优惠券</a>,
  cart: <a href="/cart">去购物车</a>,
};

export function Campaign({ lines, theme, widgets, onLines, onClaim }) {
  const campaign = useRef(null);

  // React 18 knows neither properties nor events of custom elements.
  useEffect(() => {
    campaign.current.cart = lines;
  }, [lines]);
  useEffect(() => {
    const element = campaign.current;
    const changed = (event) => onLines(event.detail.lines);
    const claimed = (event) => onClaim(event.detail.coupon);
    element.addEventListener('dacu-cart', changed);
    element.addEventListener('dacu-claim', claimed);
    return () => {
      element.removeEventListener('dacu-cart', changed);
      element.removeEventListener('dacu-claim', claimed);
    };
  }, [onLines, onClaim]);

  return (
    <dacu-campaign ref={campaign} src="/campaigns/double11-2026.json" api="local" theme={theme}>
      <dacu-countdown><p>11月10日 20:00 开始</p></dacu-countdown>
      {widgets.map((widget) => {
        const Tag = `dacu-${widget}`;
        return <Tag key={widget}>{FALLBACKS[widget]}</Tag>;
      })}
    </dacu-campaign>
  );
}

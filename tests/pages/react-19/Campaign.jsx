import { useEffect, useState } from 'react';

const FALLBACKS = {
  coupons: <a href="/coupons">三档优惠券</a>,
  cart: <a href="/cart">去购物车</a>,
};

export function Campaign({ lines, theme, widgets, onLines, onClaim }) {
  // An element has no properties before its class is there; React would write an attribute.
  const [defined, setDefined] = useState(false);
  useEffect(() => {
    customElements.whenDefined('dacu-campaign').then(() => setDefined(true));
  }, []);

  return (
    <dacu-campaign
      src="/campaigns/double11-2026.json"
      api="local"
      theme={theme}
      cart={defined ? lines : undefined}
      ondacu-cart={(event) => onLines(event.detail.lines)}
      ondacu-claim={(event) => onClaim(event.detail.coupon)}
    >
      <dacu-countdown><p>11月10日 20:00 开始</p></dacu-countdown>
      {widgets.map((widget) => {
        const Tag = `dacu-${widget}`;
        return <Tag key={widget}>{FALLBACKS[widget]}</Tag>;
      })}
    </dacu-campaign>
  );
}

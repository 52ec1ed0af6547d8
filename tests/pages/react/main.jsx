import { useState } from 'react';
import { createRoot } from 'react-dom/client';

import { Campaign } from './Campaign.jsx';

function Shop() {
  const [open, setOpen] = useState(true);
  const [theme, setTheme] = useState('festive');
  const [widgets, setWidgets] = useState(['coupons', 'cart']);
  const [said, setSaid] = useState('');
  const [lines, setLines] = useState([{ sku: 'gaiwan' }, { sku: 'tea', quantity: 2 }]);
  const pieces = lines.reduce((sum, { quantity = 1 }) => sum + quantity, 0);
  return (
    <>
      <p>
        <button id="add" onClick={() => setLines([...lines, { sku: 'nuts' }])}>加一盒坚果</button>
        <button id="swap" onClick={() => setWidgets([...widgets].reverse())}>换个顺序</button>
        <button id="theme" onClick={() => setTheme('calm')}>素色</button>
        <button id="toggle" onClick={() => setOpen(!open)}>{open ? '收起' : '展开'}</button>
      </p>
      <p>购物车 <b id="pieces">{pieces}</b> 件 <span id="said">{said}</span></p>
      {open && (
        <Campaign
          lines={lines}
          theme={theme}
          widgets={widgets}
          onLines={setLines}
          onClaim={(coupon) => setSaid(`已领 ${coupon}`)}
        />
      )}
    </>
  );
}

createRoot(document.getElementById('app')).render(<Shop />);

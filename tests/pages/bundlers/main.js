import { on, setCart } from 'dacu';

const campaign = document.querySelector('dacu-campaign');
let lines = [{ sku: 'gaiwan' }, { sku: 'tea', quantity: 2 }];

function show(id, text) {
  document.getElementById(id).textContent = text;
}

// Calls wait until the campaign has been read.
setCart(lines);

on('cart', (event) => {
  lines = event.detail.lines;
  show('pieces', lines.reduce((sum, line) => sum + line.quantity, 0));
});
on('claim', (event) => show('said', `已领 ${event.detail.coupon}`));

const buttons = {
  add: () => setCart([...lines, { sku: 'nuts' }]),
  swap: () => campaign.insertBefore(campaign.querySelector('dacu-cart'), campaign.querySelector('dacu-coupons')),
  theme: () => campaign.setAttribute('theme', 'calm'),
  toggle: () => (campaign.isConnected ? campaign.remove() : document.body.append(campaign)),
};
for (const [id, press] of Object.entries(buttons)) document.getElementById(id).onclick = press;

const campaign = document.querySelector('dacu-campaign');
let lines = [{ sku: 'gaiwan' }, { sku: 'tea', quantity: 2 }];

function show(id, text) {
  document.getElementById(id).textContent = text;
}

// A property may be set before the element's class is there.
campaign.cart = lines;

campaign.addEventListener('dacu-cart', (event) => {
  lines = event.detail.lines;
  show('pieces', lines.reduce((sum, line) => sum + line.quantity, 0));
});
campaign.addEventListener('dacu-claim', (event) => show('said', `已领 ${event.detail.coupon}`));

const buttons = {
  add: () => (campaign.cart = [...lines, { sku: 'nuts' }]),
  swap: () => campaign.insertBefore(campaign.querySelector('dacu-cart'), campaign.querySelector('dacu-coupons')),
  theme: () => campaign.setAttribute('theme', 'calm'),
  toggle: () => (campaign.isConnected ? campaign.remove() : document.body.append(campaign)),
};
for (const [id, press] of Object.entries(buttons)) document.getElementById(id).onclick = press;

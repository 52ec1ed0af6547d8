/** What every page shows, so that all do the same job. */
export const END = Date.now() + 3 * 3600e3;

const PRIZES = ["谢谢参与", "¥5 券", "¥10 券", "积分 50", "¥20 券", "免邮券", "¥50 券", "神秘礼盒"];
const COLORS = ["#fff4d6", "#ffe1a8"];

export const COUPONS = [
  { id: 1, name: "满减券", threshold: 99, amount: 10, state: "claimable" },
  { id: 2, name: "满减券", threshold: 199, amount: 30, state: "claimed" },
  { id: 3, name: "满减券", threshold: 399, amount: 80, state: "soldout" },
];

export const LABEL = { claimable: "立即领取", claimed: "去使用", soldout: "已抢光" };

/** A server that answers after 600 ms with the place of a prize. */
export const askServer = () => new Promise((done) => setTimeout(() => done(Math.floor(Math.random() * 8)), 600));

/** The wheel, for each wrapper of lucky-canvas. */
export const wheel = () => ({
  width: "300px",
  height: "300px",
  blocks: [{ padding: "10px", background: "#ff5a3c" }],
  prizes: PRIZES.map((text, at) => ({ background: COLORS[at % 2], fonts: [{ text, top: "18%", fontSize: "14px" }] })),
  buttons: [
    { radius: "40px", background: "#ff5a3c" },
    { radius: "34px", background: "#ffb199", pointer: true, fonts: [{ text: "抽奖", top: "-12px" }] },
  ],
});

/** Gives the page to whoever measures it, and shows it unless the address says `?idle`. */
export function page(mount, countdowns) {
  window.bench = { mount, countdowns };
  if (!location.search.includes("idle")) mount(document.getElementById("app"));
}

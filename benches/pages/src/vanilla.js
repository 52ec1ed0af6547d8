import { LuckyWheel } from "lucky-canvas";
import confetti from "canvas-confetti";

import { COUPONS, END, LABEL, askServer, page, wheel } from "./data.js";
import "./page.css";

const two = (figure) => String(figure).padStart(2, "0");

function countdown(element) {
  let frame;
  (function tick() {
    const ms = Math.max(0, END - Date.now());
    const s = Math.floor(ms / 1000);
    element.textContent = `${two(Math.floor(s / 86400))}天 ${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}.${Math.floor((ms % 1000) / 100)}`;
    if (ms > 0) frame = requestAnimationFrame(tick);
  })();
  return () => cancelAnimationFrame(frame);
}

function mount(app) {
  app.innerHTML = '<div class="bar">距结束 <b role="timer"></b></div><ul class="cs"></ul><div class="w"></div>';
  const stop = countdown(app.querySelector("b"));
  for (const coupon of COUPONS) {
    const item = document.createElement("li");
    item.className = `c ${coupon.state}`;
    const amount = document.createElement("b");
    amount.textContent = `¥${coupon.amount}`;
    const text = document.createElement("span");
    text.textContent = `满${coupon.threshold}可用`;
    const button = document.createElement("button");
    button.textContent = LABEL[coupon.state];
    button.disabled = coupon.state === "soldout";
    button.onclick = () => askServer().then(() => (button.textContent = LABEL.claimed));
    item.append(amount, text, button);
    app.querySelector("ul").append(item);
  }
  const lucky = new LuckyWheel(app.querySelector(".w"), {
    ...wheel(),
    start() {
      lucky.play();
      askServer().then((at) => lucky.stop(at));
    },
    end() {
      confetti({ disableForReducedMotion: true });
    },
  });
  return () => {
    stop();
    app.textContent = "";
  };
}

page(mount, (app, count) => {
  for (let at = 0; at < count; at++) countdown(app.appendChild(document.createElement("p")));
});

import { createApp, h, reactive, ref } from "vue";
import { Button, CountDown, Tag } from "vant";
import "vant/es/count-down/style/index";
import "vant/es/button/style/index";
import "vant/es/tag/style/index";
import { LuckyWheel } from "@lucky-canvas/vue";
import confetti from "canvas-confetti";

import { COUPONS, END, LABEL, askServer, page, wheel } from "./data.js";
import "./page.css";

const left = () => h(CountDown, { time: END - Date.now(), millisecond: true, format: "DD 天 HH:mm:ss.S" });

const App = {
  setup() {
    const coupons = reactive(COUPONS.map((coupon) => ({ ...coupon, busy: false })));
    const lucky = ref();
    const config = wheel();
    const claim = async (coupon) => {
      if (coupon.state !== "claimable") return;
      coupon.busy = true;
      await askServer();
      coupon.busy = false;
      coupon.state = "claimed";
    };
    const row = (coupon) =>
      h("li", { class: ["c", coupon.state], key: coupon.id }, [
        h("b", `¥${coupon.amount}`),
        h("span", [`满${coupon.threshold}可用 `, h(Tag, { type: "danger" }, () => coupon.name)]),
        h(
          Button,
          { round: true, size: "small", type: "danger", loading: coupon.busy, disabled: coupon.state === "soldout", onClick: () => claim(coupon) },
          () => LABEL[coupon.state],
        ),
      ]);
    const onStart = () => {
      lucky.value.play();
      askServer().then((at) => lucky.value.stop(at));
    };
    return () => [
      h("div", { class: "bar" }, ["距结束 ", left()]),
      h("ul", { class: "cs" }, coupons.map(row)),
      h("div", { class: "w" }, h(LuckyWheel, { ref: lucky, ...config, onStart, onEnd: () => confetti({ disableForReducedMotion: true }) })),
    ];
  },
};

function show(app, what) {
  const root = createApp(what);
  root.mount(app);
  return () => root.unmount();
}

page(
  (app) => show(app, App),
  (app, count) => show(app, { setup: () => () => Array.from({ length: count }, left) }),
);

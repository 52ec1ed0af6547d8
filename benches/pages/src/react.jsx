import React, { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import Countdown, { zeroPad } from "react-countdown";
import "antd-mobile/es/global";
import Button from "antd-mobile/es/components/button";
import Tag from "antd-mobile/es/components/tag";
import { LuckyWheel } from "@lucky-canvas/react";
import confetti from "canvas-confetti";

import { COUPONS, END, LABEL, askServer, page, wheel } from "./data.js";
import "./page.css";

const config = wheel();

function Left() {
  const text = ({ days, hours, minutes, seconds, milliseconds }) => (
    <b role="timer">
      {zeroPad(days)}天 {zeroPad(hours)}:{zeroPad(minutes)}:{zeroPad(seconds)}.{Math.floor(milliseconds / 100)}
    </b>
  );
  return <Countdown date={END} intervalDelay={100} precision={1} renderer={text} />;
}

function Coupon({ coupon }) {
  const [state, setState] = useState(coupon.state);
  const [busy, setBusy] = useState(false);
  const claim = async () => {
    if (state !== "claimable") return;
    setBusy(true);
    await askServer();
    setBusy(false);
    setState("claimed");
  };
  return (
    <li className={`c ${state}`}>
      <b>¥{coupon.amount}</b>
      <span>
        满{coupon.threshold}可用 <Tag color="danger">{coupon.name}</Tag>
      </span>
      <Button shape="rounded" size="small" color="danger" loading={busy} disabled={state === "soldout"} onClick={claim}>
        {LABEL[state]}
      </Button>
    </li>
  );
}

function App() {
  const lucky = useRef();
  const start = () => {
    lucky.current.play();
    askServer().then((at) => lucky.current.stop(at));
  };
  return (
    <>
      <div className="bar">
        距结束 <Left />
      </div>
      <ul className="cs">
        {COUPONS.map((coupon) => (
          <Coupon key={coupon.id} coupon={coupon} />
        ))}
      </ul>
      <div className="w">
        <LuckyWheel ref={lucky} {...config} onStart={start} onEnd={() => confetti({ disableForReducedMotion: true })} />
      </div>
    </>
  );
}

function show(app, what) {
  const root = createRoot(app);
  root.render(what);
  return () => root.unmount();
}

page(
  (app) => show(app, <App />),
  (app, count) => show(app, Array.from({ length: count }, (_, at) => <Left key={at} />)),
);

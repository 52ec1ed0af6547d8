/*
 * Webviews of Alipay's and Taobao's mini-programs: `my`, from the script that only the clients
 * have (`https://appx/web-view.min.js`). Its messages go both ways at once, so the mini-program
 * can answer by the contract; what it does not offer is a page of it, as elsewhere.
 */
import { Contract } from './contract.js';
import { firstOf } from './host.js';
import { pagesOf } from './mini.js';

/** @param {(what: string) => void} told as in contract.js */
export function aliProgram(window, pages, told) {
  const my = () => window.my;
  const contract = new Contract((message) => my() && my().postMessage && my().postMessage(message), told);
  const start = () => {
    if (!my() || !my().postMessage) return;
    my().onMessage = (message) => contract.receive(message);
    contract.hello();
  };
  start();
  const message = (capability, detail) =>
    capability === 'message' && my() && my().postMessage && ((tell) => {
      my().postMessage(detail.data);
      tell('handed');
    });
  return { bridge: firstOf([contract.bridge(), message, pagesOf(my, pages)]), start };
}

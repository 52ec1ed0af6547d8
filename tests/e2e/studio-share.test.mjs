/** Sharing: a link with everything, a code for a phone, pictures, the file, the snippet; the palette. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { DESK, desk } from "./support/studio.mjs";
import { ROOT } from "./support/server.mjs";
import { shot } from "./support/shots.mjs";

const LAN = "http://192.168.7.20:8080";

let studio;
before(async () => {
  studio = await desk((_, url) => {
    if (url.pathname === "/lan.json")
      return { body: JSON.stringify([LAN]), headers: { "Content-Type": "application/json" } };
  });
});
after(() => studio?.close());

let other;
/** A browser in which nobody has edited anything. */
const launchedAnew = async () => (other = await launch(DESK));

const LONG =
  "#/preview?c=618-2026&t=2026-06-17T12:00:00.250Z&r=1d&width=414&dark&theme=calm&locale=zh-TW&ms=800" +
  "&fault=claim:lost!1,*:slow&storage=full&skew=300000&recipes=" +
  [1, 2, 3, 4, 5, 6].map((n) => `%E5%BC%B1%E7%BD%91${n}~ms%3D${n}000%26fault%3Dclaim:lost%211%26storage%3Dfull`).join("%7C");

test("a packed link carries the whole state, and no server sees it", async () => {
  const { page } = await studio.open(LONG);
  await page.locator(".share-open").click();
  const field = page.locator(".linkrow input");
  await page.waitForFunction(() => document.querySelector(".linkrow input")?.value.includes("#z="));
  const link = await field.inputValue();
  const hash = await page.evaluate(() => location.hash);
  assert.ok(link.split("#")[1].length < hash.length, `${link.length} of ${hash.length}`);
  assert.match(await page.locator(".facts").innerText(), /414 宽/);
  await page.locator(".linkrow button").click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await page.locator(".qr").waitFor();
  await shot(page, "studio/share");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.className.includes("share-open")), true);
  assert.deepEqual(page.problems, []);
  await page.close();

  const requests = studio.server.requests.length;
  const again = await studio.browser.open(link);
  await again.waitForFunction((hash) => location.hash === hash, hash);
  assert.ok(!studio.server.requests.slice(requests).some((path) => path.includes("z=")));
  await again.close();
});

test("without CompressionStream the link is plain and works", async () => {
  const page = await studio.browser.open();
  await page.addInitScript(() => {
    delete window.CompressionStream;
    delete window.DecompressionStream;
  });
  await page.goto(`${studio.server.url}/${LONG}`);
  await page.locator(".share-open").click();
  await page.waitForFunction(() => document.querySelector(".linkrow input")?.value.includes("#/preview?"));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a damaged packed link opens the studio as usual", async () => {
  const { page } = await studio.open("#z=AAAA-nonsense");
  await page.waitForFunction(() => !location.hash.includes("z="));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the code leads a phone to the page at this moment", async () => {
  const { page } = await studio.open("#/preview?c=618-2026&theme=calm&fault=claim:lost!1&t=2026-06-17T12:00:00Z");
  await page.locator(".share-open").click();
  const told = page.locator(".share .right .mono");
  await told.waitFor();
  const address = await told.getAttribute("title");
  assert.ok(address.startsWith(`${LAN}/h5/?campaign=618-2026`), address);
  const wanted = ["now=2026-06-17T20:00:00+08:00", "theme=calm", "fault=claim:lost!1"];
  for (const part of wanted) assert.ok(address.includes(part), part);
  assert.ok(!address.includes("store="));
  // The same address on this server is the page that a phone would open.
  const phone = await studio.browser.open(address.replace(LAN, studio.server.url));
  await phone.locator("dacu-coupons .dacu-theme-calm").waitFor();
  assert.equal(await phone.locator("dacu-campaign").getAttribute("fault"), "claim:lost!1");
  assert.equal(await phone.locator("dacu-campaign").getAttribute("server-now"), "2026-06-17T20:00:00+08:00");
  await phone.close();
  await page.close();
});

test("the page becomes a PNG of its own size", async () => {
  const { page } = await studio.open("#/preview");
  await page.locator(".share-open").click();
  await page.locator(".exports .seg button", { hasText: "1×" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.locator(".exports .png").click(),
  ]);
  assert.equal(download.suggestedFilename(), "double11-2026-375-own.png");
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.toString("latin1", 1, 4), "PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const size = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.querySelector("iframe").contentDocument.body;
    return [scrollWidth, scrollHeight];
  });
  assert.deepEqual([width, height], size);
  // Something was drawn: the widgets' colours are in it, not white alone.
  const colours = await page.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data: pixels } = pen.getImageData(0, 0, picture.width, picture.height);
    const found = new Set();
    for (let n = 0; n < pixels.length; n += 4 * 97) found.add((pixels[n] << 16) | (pixels[n + 1] << 8) | pixels[n + 2]);
    return found.size;
  }, `data:image/png;base64,${bytes.toString("base64")}`);
  assert.ok(colours > 60, `${colours} colours`);
  await download.saveAs(join(ROOT, "tests/e2e/out/studio/page.png"));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the gallery becomes a PNG, and one that is too large is refused", async () => {
  const { page } = await studio.open("#/gallery?w=countdown", false);
  await page.locator(".cell .host").first().waitFor();
  await page.waitForTimeout(800);
  await page.locator(".share-open").click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 90_000 }),
    page.locator(".exports .gal-png").click(),
  ]);
  await download.saveAs(join(ROOT, "tests/e2e/out/studio/gallery.png"));
  const bytes = readFileSync(join(ROOT, "tests/e2e/out/studio/gallery.png"));
  assert.ok(bytes.readUInt32BE(20) > 300);
  await page.keyboard.press("Escape");
  // In two columns a hundred states are higher than what is drawn in good time.
  await page.setViewportSize({ width: 768, height: 900 });
  await page.locator("select.widget").selectOption("");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length > 80);
  await page.locator(".share-open").click();
  // A hundred states are being mounted meanwhile.
  await page.locator(".exports .gal-png").click({ timeout: 120_000 });
  await page.locator(".note-line", { hasText: "太大了" }).waitFor({ timeout: 60_000 });
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("file and snippet are what the studio shows", async () => {
  const { page } = await studio.open("#/preview?c=618-2026");
  await page.locator(".share-open").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".exports .json").click()]);
  assert.equal(
    readFileSync(await download.path(), "utf8"),
    readFileSync(join(ROOT, "public/campaigns/618-2026.json"), "utf8"),
  );
  await page.locator(".exports .html").click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  const manifest = JSON.parse(readFileSync(join(ROOT, "dist/site/embed/manifest.json"), "utf8"));
  assert.ok(snippet.includes(`integrity="${manifest.files.loader.sha384}"`));
  assert.match(snippet, /<dacu-campaign src="[^"]+618-2026\.json"/);
  // It runs as it stands.
  const shop = await studio.browser.open(`${studio.server.url}/embed/manifest.json`);
  await shop.evaluate((snippet) => {
    document.body.innerHTML = snippet.replace(/<script.*<\/script>/, "");
    const script = document.createElement("script");
    script.src = /src="([^"]+dacu\.js)"/.exec(snippet)[1];
    script.integrity = /integrity="([^"]+)"/.exec(snippet)[1];
    script.crossOrigin = "anonymous";
    document.body.append(script);
  }, snippet);
  await shop.locator("dacu-cart[data-live]").waitFor();
  await shop.close();
  await page.close();
});

test("the npm snippet is the package that ships, as the quick start imports it", async () => {
  const { page } = await studio.open("#/preview?c=618-2026");
  await page.locator(".share-open").click();
  await page.locator(".exports .npm").click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  const told = JSON.parse(readFileSync(join(ROOT, "dist/npm/package.json"), "utf8"));
  const lines = snippet.split("\n");
  assert.equal(lines[0], `// npm install ./${told.name}-${told.version}.tgz`);
  const quickStart = readFileSync(join(ROOT, "docs/quick-start.md"), "utf8").split("\n");
  assert.ok(quickStart.includes(lines[1]), lines[1]);
  assert.match(snippet, /<dacu-campaign src="[^"]+618-2026\.json" api="local" lang="zh-CN">/);
  await page.locator(".exports .html").click();
  const tag = await page.evaluate(() => navigator.clipboard.readText());
  const elements = (text) => text.slice(text.indexOf("<dacu-campaign"), text.indexOf("</dacu-campaign>"));
  assert.equal(elements(snippet), elements(tag));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a link carries the draft, and its reader's own is one undo away", async () => {
  const { page } = await studio.open("#/edit", false);
  await page.locator(".cm-line").nth(3).waitFor();
  const text = (page) => page.evaluate(() => document.querySelector(".cm-content").cmTile.root.view.state.doc.toString());
  const write = (page, from, to) => page.evaluate(([from, to]) => {
    const { view } = document.querySelector(".cm-content").cmTile.root;
    const at = view.state.doc.toString().indexOf(from);
    view.dispatch({ changes: { from: at, to: at + from.length, insert: to } });
  }, [from, to]);
  await write(page, "好物灯市", "暖灯市集");
  await page.locator(".live .bar", { hasText: "草稿实时" }).waitFor();
  const written = await text(page);
  await page.locator(".share-open").click();
  await page.locator(".share .size", { hasText: "连同草稿" }).waitFor();
  await page.waitForFunction(() => document.querySelector(".linkrow input")?.value.length > 4000);
  const link = await page.locator(".linkrow input").inputValue();
  assert.ok(link.split("#")[1].startsWith("z=") && link.length < 24_200, `${link.length}`);
  await shot(page, "studio/share-draft");
  await page.keyboard.press("Escape");
  // A draft that is too large stays here, and the dialog says what to do instead.
  await write(page, "暖灯市集", Array.from({ length: 9000 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20000))).join(""));
  await page.waitForTimeout(300);
  await page.locator(".share-open").click();
  await page.locator(".share .size", { hasText: "草稿太大" }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.close();

  const reader = await launch(DESK);
  try {
    const own = await reader.open(`${studio.server.url}/#/edit`);
    await own.locator(".cm-line").nth(3).waitFor();
    await write(own, "好物灯市", "我的灯市");
    await own.locator(".kept", { hasText: "已自动保存" }).waitFor();
    const requests = studio.server.requests.length;
    await own.evaluate((hash) => { location.hash = hash; }, link.split("#")[1]);
    await own.locator(".note-line", { hasText: "链接里的草稿" }).waitFor();
    assert.equal(await text(own), written);
    await own.keyboard.press("Escape");
    await own.locator(".cm-content").focus();
    await own.keyboard.press("Control+z");
    assert.ok((await text(own)).includes("我的灯市"));
    assert.ok(!studio.server.requests.slice(requests).some((path) => path.includes("z=")));
    // Whoever has the studio closed sees the draft at once, in the phone as well.
    const fresh = await (await launchedAnew()).open(link);
    await fresh.locator(".note-line", { hasText: "链接里的草稿" }).waitFor();
    assert.equal(await text(fresh), written);
    await fresh.locator(".live .bar", { hasText: "草稿实时" }).waitFor();
    assert.deepEqual(fresh.problems, []);
  } finally {
    await reader.close();
    await other?.close();
  }
});

test("the palette finds and runs commands, and the dialog holds the focus", async () => {
  const { page } = await studio.open("#/preview");
  await page.keyboard.press("Control+k");
  const field = page.locator(".palette input");
  await field.fill("丢回执");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("fault=claim"));
  await page.keyboard.press("Control+k");
  await field.fill("画廊");
  await shot(page, "studio/palette");
  await page.keyboard.press("Enter");
  await page.locator(".gal").waitFor();
  await page.keyboard.press("Control+k");
  await field.fill("nothing at all like it");
  await page.locator(".palette .none").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".share-open").click();
  for (let n = 0; n < 24; n += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest("[role=dialog]") !== null), true, `Tab ${n}`);
  }
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("states are compared with the pictures that were accepted", async () => {
  const { page } = await studio.open("#/gallery?w=countdown", false);
  await page.locator("#filter").fill("live");
  await page.locator(".cell .host").first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".cell").length <= 4);
  await page.waitForTimeout(500);
  await page.locator(".compare").click();
  await page.locator(".cell .tag", { hasText: "未接受过" }).first().waitFor({ timeout: 60_000 });
  await page.locator(".accept").click();
  await page.locator(".note-line", { hasText: "已记为接受的图片" }).waitFor({ timeout: 60_000 });
  await page.locator(".compare").click();
  await page.locator(".cell .tag.ok", { hasText: "一致" }).first().waitFor({ timeout: 60_000 });
  const same = await page.locator(".cell .tag.ok").count();
  assert.equal(same, await page.locator(".cell").count());
  // Something moves in one of them.
  await page.evaluate(() => {
    const base = document.querySelector(".cell .host").shadowRoot.querySelector(".dacu");
    base.style.setProperty("filter", "invert(1)");
  });
  await page.locator(".compare").click();
  await page.locator(".cell .tag.wa", { hasText: /差 [\d.]+%/ }).first().waitFor({ timeout: 60_000 });
  await shot(page, "studio/accepted");
  // A colleague's browser knows none of them until the file comes.
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出接受的图片" }).click()]);
  const file = await download.path();
  assert.equal(download.suggestedFilename(), "accepted.dacu-pictures");
  assert.deepEqual(page.problems, []);
  await page.close();
  const other = await desk();
  const theirs = (await other.open("#/gallery?w=countdown&q=live", false)).page;
  await theirs.locator(".cell .host").first().waitFor();
  await theirs.waitForTimeout(1500);
  const { length } = readFileSync(file);
  const cut = { name: "cut.dacu-pictures", mimeType: "application/octet-stream", buffer: readFileSync(file).subarray(0, length - 9) };
  await theirs.locator(".pictures-file").setInputFiles(cut);
  await theirs.locator(".note-line", { hasText: "一张也没有导入" }).waitFor();
  await theirs.locator(".pictures-file").setInputFiles(file);
  await theirs.locator(".note-line", { hasText: `已导入 ${same} 张` }).waitFor();
  await theirs.locator(".compare").click();
  await theirs.locator(".cell .tag.ok", { hasText: "一致" }).first().waitFor({ timeout: 60_000 });
  assert.equal(await theirs.locator(".cell .tag.ok").count(), same);
  assert.deepEqual(theirs.problems, []);
  await other.close();
});

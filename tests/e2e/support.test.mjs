/** The tests' own tools: do they reach into shadow roots, on browsers old and new? */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { VERSIONS, launch as launchOld } from "./support/old-chromium.mjs";
import { serve } from "./support/server.mjs";

const PAGE = `<!doctype html><meta name=viewport content="width=device-width"><p id=host></p><script>
  const root = document.getElementById("host").attachShadow({ mode: "open" });
  root.innerHTML = "<button>0</button>";
  root.firstChild.addEventListener("click", (event) => event.target.textContent++);
</script>`;

let server;
before(async () => {
  server = await serve({ dir: import.meta.dirname ?? ".", route: (_, url) => url.pathname === "/" && { body: PAGE } });
});
after(() => server.close());

for (const version of VERSIONS)
  test(`Chromium ${version} clicks in a shadow root`, async () => {
    const page = await launchOld(version);
    try {
      await page.goto(server.url);
      assert.match(await page.eval("navigator.userAgent"), new RegExp(`Chrome/${version}\\.`));
      assert.equal(await page.eval("innerWidth * devicePixelRatio"), 750);
      await page.clickOn("button");
      await page.waitFor(() => window.deepQuery("button").textContent === "1");
      await assert.rejects(page.eval("nothing"), /not defined/);
      assert.deepEqual(page.problems, []);
    } finally {
      await page.close();
    }
  });

test("today's Chromium clicks in a shadow root", async () => {
  const browser = await launch();
  try {
    const page = await browser.open(server.url);
    await page.tap("button");
    assert.equal(await page.evaluate(() => window.deepQuery("button").textContent), "1");
    assert.equal(await page.evaluate("innerWidth * devicePixelRatio"), 750);
    assert.deepEqual(page.problems.filter((text) => !text.includes("404")), []);
  } finally {
    await browser.close();
  }
});

test("a server that is down drops connections, and comes back", async () => {
  server.setDown(true);
  await assert.rejects(fetch(server.url));
  server.setDown(false);
  assert.equal((await fetch(server.url)).status, 200);
});

// Works out hashes of ids that are not ASCII, over their UTF-8 bytes, by the SDK specification's
// formulas: the published vectors have none.
//
//     node crates/campaign/tests/cases/bucketing-utf8.mjs > crates/campaign/tests/cases/bucketing-utf8.json

const fnv32a = (text) => {
  let hash = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  }
  return Number(hash);
};

const hash = (seed, value, version) =>
  version === 2
    ? (fnv32a(String(fnv32a(seed + value))) % 10000) / 10000
    : (fnv32a(value + seed) % 1000) / 1000;

const rows = [];
for (const version of [1, 2]) {
  for (const [seed, value] of [
    ["", "买家甲"],
    ["双11", "买家甲"],
    ["headline", "会员-0001"],
    ["headline", "會員-0001"],
    ["headline", "𠮷野家"],
    ["headline", "\u00e9"],
    ["headline", "e\u0301"],
    ["headline", "😂"],
  ]) {
    rows.push(`  ${JSON.stringify([seed, value, version, hash(seed, value, version)])}`);
  }
}
console.log(`{\n "source": "tests/cases/bucketing-utf8.mjs",\n "hash": [\n${rows.join(",\n")}\n ]\n}`);

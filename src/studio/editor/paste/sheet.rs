//! A fragment of a spreadsheet: a row of headings and rows below it, with tabs between the cells.

use campaign::json::Value;

use super::coupon::Coupon;
use super::phrases::known;
use super::{Context, Proposal, entry, id};
use crate::studio::editor::{texts, way};

/// Headings of a table of products, each with its field.
const PRODUCT: [(&str, &[&str]); 5] = [
    ("sku", &["sku", "商品编号", "货号", "编码", "商品id"]),
    (
        "name",
        &["名称", "商品", "商品名", "商品名称", "品名", "name"],
    ),
    ("spec", &["规格", "型号", "spec"]),
    ("price", &["价格", "日常价", "原价", "售价", "price"]),
    ("floor", &["底价", "最低价", "保底价", "floor"]),
];

/// Headings of a table of coupons.
const COUPON: [(&str, &[&str]); 4] = [
    ("name", &["券名", "优惠券", "优惠券名称", "券名称"]),
    ("threshold", &["门槛", "满", "使用门槛", "满减门槛"]),
    ("amount", &["面额", "减", "优惠金额", "券面额"]),
    ("count", &["数量", "发放量", "张数", "库存"]),
];

type Line = (usize, String, String);

/// Makes entries of the tables among the lines; gives the numbers of the lines that are used up.
pub fn read(lines: &[Line], context: &Context, proposals: &mut Vec<Proposal>) -> Vec<usize> {
    let mut used = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (number, _, head) = &lines[at];
        at += 1;
        let Some((columns, products)) = columns(head) else {
            continue;
        };
        used.push(*number);
        for (number, raw, row) in &lines[at..] {
            if !row.contains('\t') {
                break;
            }
            at += 1;
            let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
            let cell = |field: &str| {
                let column = columns.iter().position(|known| *known == Some(field))?;
                cells.get(column).copied().filter(|cell| !cell.is_empty())
            };
            let made = if products {
                product(&cell, context, proposals)
            } else {
                coupon(&cell, context, proposals)
            };
            if let Some(value) = made {
                used.push(*number);
                proposals.push(Proposal {
                    list: if products { "products" } else { "coupons" },
                    value,
                    words: raw.replace('\t', " · "),
                });
            }
        }
    }
    used
}

/// The fields of a row of headings, and whether they are of products.
fn columns(head: &str) -> Option<(Vec<Option<&'static str>>, bool)> {
    if !head.contains('\t') {
        return None;
    }
    let cells: Vec<String> = head
        .split('\t')
        .map(|cell| {
            cell.trim()
                .to_lowercase()
                .replace(['(', ')', '元', '¥'], "")
        })
        .collect();
    let fields = |table: &[(&'static str, &[&str])]| -> Vec<Option<&'static str>> {
        let field = |cell: &String| {
            let row = table
                .iter()
                .find(|(_, names)| names.contains(&cell.as_str()));
            row.map(|(field, _)| *field)
        };
        cells.iter().map(field).collect()
    };
    let has = |fields: &[Option<&str>], wanted: &[&str]| {
        wanted.iter().all(|field| fields.contains(&Some(*field)))
    };
    let products = fields(&PRODUCT);
    if has(&products, &["name", "price"]) {
        return Some((products, true));
    }
    let coupons = fields(&COUPON);
    has(&coupons, &["threshold", "amount"]).then_some((coupons, false))
}

fn taken(context: &Context, list: &str, proposals: &[Proposal]) -> Vec<String> {
    let made = proposals.iter().filter(|one| one.list == list);
    let made = made.filter_map(|one| way::id(&one.value).map(str::to_owned));
    known(context, list).into_iter().chain(made).collect()
}

fn product<'a>(
    cell: &impl Fn(&str) -> Option<&'a str>,
    context: &Context,
    proposals: &[Proposal],
) -> Option<Value> {
    let price = texts::minor(cell("price")?, context.exponent())?;
    let mut taken = taken(context, "products", proposals);
    let plain = |sku: &&str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.:".contains(&b);
        (1..=64).contains(&sku.len()) && sku.bytes().all(fits)
    };
    let sku = id(cell("sku").filter(plain).unwrap_or("sku"), &mut taken);
    let floor = cell("floor").and_then(|text| texts::minor(text, context.exponent()));
    let shops = context.root.get("shops").map_or(&[][..], Value::items);
    let shop = (shops.len() > 1)
        .then(|| shops[0].get("id").cloned())
        .flatten();
    Some(entry(vec![
        ("sku", Some(Value::Text(sku))),
        ("shop", shop),
        ("name", Some(Value::text(cell("name")?))),
        ("spec", cell("spec").map(Value::text)),
        ("price", Some(Value::Int(price))),
        (
            "floor",
            floor.filter(|floor| *floor <= price).map(Value::Int),
        ),
    ]))
}

fn coupon<'a>(
    cell: &impl Fn(&str) -> Option<&'a str>,
    context: &Context,
    proposals: &[Proposal],
) -> Option<Value> {
    let exponent = context.exponent();
    let amount = texts::minor(cell("amount")?, exponent)?;
    let threshold = texts::minor(cell("threshold")?, exponent)?;
    if amount == 0 || threshold > 0 && amount >= threshold {
        return None;
    }
    let coupon = Coupon {
        level: "shop",
        name: cell("name").map(str::to_owned),
        threshold,
        amount,
        count: cell("count").and_then(|text| texts::minor(text, 0)),
        window: context.window()?,
    };
    Some(coupon.entry(context, &mut taken(context, "coupons", proposals)))
}

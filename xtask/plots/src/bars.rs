//! Tokens a second, ours beside the peers', as bars.

use plotters::{prelude::*, style::text_anchor::HPos};

use crate::{Drawn, curves::style, rows::Rows};

const PANELS: [(&str, &str); 2] = [
    ("tokens, system", "From the operating system"),
    ("tokens, generator", "From the generator: an owned KeyErasureRng, the peers on rand::rng()"),
];

/// A bar: who, and how many millions a second; ours have the name of the work.
struct Bar {
    label: String,
    millions: f64,
    is_ours: bool,
}

const WIDTH: i32 = 1000;
/// Where the bars begin and end.
const LEFT: i32 = 390;
const RIGHT: i32 = 900;
const HEIGHT: i32 = 19;
const GAP: i32 = 10;
const HEAD: i32 = 46;
const FOOT: i32 = 62;
const TOP: i32 = 76;
const OURS: RGBColor = RGBColor(0, 114, 178);
const PEERS: RGBColor = RGBColor(230, 159, 0);

/// The plot as SVG, or nothing where there are no rows.
pub(crate) fn draw(rows: &Rows) -> Drawn<Option<String>> {
    let panels: Vec<(&str, Vec<Bar>)> =
        PANELS.iter().map(|(table, heading)| (*heading, bars(rows, table))).collect();
    if panels.iter().all(|(_, bars)| bars.is_empty()) {
        return Ok(None);
    }
    let height: i32 = panels.iter().map(|(_, bars)| HEAD + tall(bars) + FOOT).sum();
    let mut text = String::new();
    {
        let size = (WIDTH as u32, (TOP + height) as u32);
        let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
        root.fill(&WHITE)?;
        root.draw(&Text::new("Tokens a second", (20, 26), style(20, HPos::Left)))?;
        for (x, colour, words) in [
            (LEFT, OURS, "Wellspring: secrets are wiped"),
            (LEFT + 290, PEERS, "peers: nothing is wiped"),
        ] {
            root.draw(&Rectangle::new([(x, 16), (x + 26, 34)], colour.filled()))?;
            root.draw(&Text::new(words, (x + 36, 26), style(16, HPos::Left)))?;
        }
        let mut y = TOP;
        for (heading, bars) in panels.iter().filter(|(_, bars)| !bars.is_empty()) {
            y = panel(&root, heading, bars, y)?;
        }
        root.present()?;
    }
    Ok(Some(text))
}

/// The pairs of a table, those of the same work together.
fn bars(rows: &Rows, table: &str) -> Vec<Bar> {
    let (mut bars, mut work) = (Vec::new(), "");
    for pair in rows.pairs.iter().filter(|pair| pair.table == table) {
        let millions = |time: f64| 1e3 / time;
        if work != pair.work {
            work = &pair.work;
            let (label, millions) = (pair.work.clone(), millions(pair.ours));
            bars.push(Bar { label, millions, is_ours: true });
        }
        let (label, millions) = (pair.peer.clone(), millions(pair.theirs));
        bars.push(Bar { label, millions, is_ours: false });
    }
    bars
}

fn tall(bars: &[Bar]) -> i32 {
    bars.iter().map(|bar| HEIGHT + if bar.is_ours { GAP } else { 0 }).sum()
}

/// Draws one from `y` on, and says where it ends.
fn panel(
    root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    heading: &str,
    bars: &[Bar],
    y: i32,
) -> Drawn<i32> {
    root.draw(&Text::new(heading, (20, y + 16), style(18, HPos::Left)))?;
    let most = bars.iter().map(|bar| bar.millions).fold(0.0, f64::max);
    let scale = f64::from(RIGHT - LEFT) / most;
    let (top, bottom) = (y + HEAD - GAP, y + HEAD + tall(bars));
    for tick in ticks(most) {
        let x = LEFT + (tick * scale).round() as i32;
        root.draw(&PathElement::new(vec![(x, top), (x, bottom)], BLACK.mix(0.13)))?;
        root.draw(&Text::new(format!("{tick}"), (x, bottom + 14), style(15, HPos::Center)))?;
    }
    let title = Text::new(
        "millions of tokens a second",
        ((LEFT + RIGHT) >> 1, bottom + 36),
        style(16, HPos::Center),
    );
    root.draw(&title)?;
    let mut at = y + HEAD - GAP;
    for bar in bars {
        at += if bar.is_ours { GAP } else { 0 };
        let (colour, size) = if bar.is_ours { (OURS, 16) } else { (PEERS, 14) };
        let end = LEFT + (bar.millions * scale).round().max(1.0) as i32;
        let corners = [(LEFT, at + 1), (end, at + HEIGHT - 1)];
        root.draw(&Rectangle::new(corners, colour.filled()))?;
        let middle = at + (HEIGHT >> 1);
        root.draw(&Text::new(bar.label.clone(), (LEFT - 10, middle), style(size, HPos::Right)))?;
        let number = Text::new(digits(bar.millions), (end + 8, middle), style(14, HPos::Left));
        root.draw(&number)?;
        at += HEIGHT;
    }
    Ok(bottom + FOOT)
}

/// Round numbers from 0 on, at most seven.
fn ticks(most: f64) -> impl Iterator<Item = f64> {
    let steps = (-3..).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10f64.powi(power)));
    let step = { steps }.find(|step| most / step < 6.0).unwrap_or(1.0);
    (0..)
        .map(move |count| (f64::from(count) * step * 1e6).round() / 1e6)
        .take_while(move |tick| *tick <= most)
}

fn digits(millions: f64) -> String {
    match millions {
        0.0..1.0 => format!("{millions:.2}"),
        1.0..10.0 => format!("{millions:.1}"),
        _ => format!("{millions:.0}"),
    }
}

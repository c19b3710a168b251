//! The plots in docs/statistics: what was drawn, and over it what the law says.
//!
//! One file for each check, with a panel for each choice of parameters. SVG, so that they stay small and sharp.

mod heat;

use core::{error::Error, ops::Range};
use std::fs;

use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

pub(crate) use self::heat::heat;
use super::{
    Form,
    oracle::{Density, Masses},
};

/// One set of axes.
pub(crate) struct Panel {
    title: String,
    /// What the horizontal axis counts, and in which unit.
    label: String,
    x: Range<f64>,
    bars: Vec<(f64, f64, f64)>,
    curve: Vec<(f64, f64)>,
    /// Points of a law of whole numbers.
    points: bool,
    y_label: &'static str,
    logarithmic: bool,
}

/// A histogram of `values` between two ends, and the density.
pub(crate) fn floats(law: &Density, label: &str, ends: Range<f64>, values: &[f64]) -> Panel {
    const BARS: usize = 60;
    let width = (ends.end - ends.start) / BARS as f64;
    let mut counts = [0u32; BARS];
    for x in values {
        let place = (x - ends.start) / width;
        if place >= 0.0 && place < BARS as f64 {
            counts[place as usize] += 1;
        }
    }
    let scale = 1.0 / (values.len() as f64 * width);
    let bars = counts.iter().enumerate().map(|(index, count)| {
        let left = ends.start + index as f64 * width;
        (left, left + width, f64::from(*count) * scale)
    });
    let curve = (0..=160).map(|index| {
        let x = ends.start + (f64::from(index) + 0.5) / 161.0 * (ends.end - ends.start);
        (x, (law.pdf)(x))
    });
    Panel {
        title: law.name.clone(),
        label: label.into(),
        bars: bars.collect(),
        curve: curve.filter(|(_, y)| y.is_finite()).collect(),
        points: false,
        x: ends,
        y_label: "density",
        logarithmic: false,
    }
}

/// How often each number was drawn, and its probability.
pub(crate) fn whole(law: &Masses, label: &str, ends: Range<u64>, values: &[u64]) -> Panel {
    // Where there are many numbers, several share a bar.
    let together = ((ends.end - ends.start) / 60).max(1);
    let mut counts = vec![0u32; ((ends.end - ends.start).div_ceil(together)) as usize];
    for k in values.iter().filter(|k| ends.contains(k)) {
        counts[((k - ends.start) / together) as usize] += 1;
    }
    let per = 1.0 / (values.len() as f64 * together as f64);
    let bars = counts.iter().enumerate().map(|(index, count)| {
        let left = (ends.start + index as u64 * together) as f64 - 0.5;
        (left, left + together as f64, f64::from(*count) * per)
    });
    let numbers = ends.clone().step_by(together as usize).map(|first| first + together / 2);
    Panel {
        title: law.name.clone(),
        label: label.into(),
        x: ends.start as f64 - 0.5..ends.end as f64 - 0.5,
        bars: bars.collect(),
        curve: numbers.map(|k| (k as f64, (law.pmf)(k))).collect(),
        points: true,
        y_label: "probability",
        logarithmic: false,
    }
}

/// Counts of outcomes, and what each should be.
pub(crate) fn counts(title: &str, label: &str, counts: &[u64], probabilities: &[f64]) -> Panel {
    let n = counts.iter().sum::<u64>() as f64;
    let bars = counts
        .iter()
        .enumerate()
        .map(|(index, count)| (index as f64 - 0.5, index as f64 + 0.5, *count as f64 / n));
    let curve = probabilities.iter().enumerate().map(|(index, p)| (index as f64, *p));
    Panel {
        title: title.into(),
        label: label.into(),
        x: -0.5..counts.len() as f64 - 0.5,
        bars: bars.collect(),
        curve: curve.collect(),
        points: true,
        y_label: "share of draws",
        logarithmic: false,
    }
}

impl Panel {
    /// With the heights as powers of two; what has no height is left out.
    pub(crate) fn logarithmic(mut self, y_label: &'static str) -> Self {
        self.bars.retain(|bar| bar.2 > 0.0);
        self.curve.retain(|point| point.1 > 0.0);
        self.bars.iter_mut().for_each(|bar| bar.2 = bar.2.log2());
        self.curve.iter_mut().for_each(|point| point.1 = point.1.log2());
        self.y_label = y_label;
        self.logarithmic = true;
        self
    }

    fn heights(&self) -> Range<f64> {
        let bars = self.bars.iter().map(|bar| bar.2);
        if self.logarithmic {
            let least = bars.chain(self.curve.iter().map(|point| point.1)).fold(0.0, f64::min);
            return least * 1.05..0.0;
        }
        // A density may have a pole, which would leave nothing to be seen of the rest.
        let mut heights: Vec<f64> = bars.collect();
        heights.sort_by(f64::total_cmp);
        let usual = heights.get(heights.len().saturating_sub(3)).copied().unwrap_or(1.0);
        let largest = heights.last().copied().unwrap_or(1.0);
        0.0..1.1 * if largest > 2.0 * usual && !self.points { 1.5 * usual } else { largest }
    }
}

/// Writes the plot of a check, if plots are wanted.
pub(crate) fn write(form: &Form, name: &str, draws: usize, panels: &[Panel]) {
    let width = 380 * panels.len() as u32;
    save(form, name, (width.max(480), 300), |root| {
        let law = if panels.iter().any(|panel| panel.points) { "points" } else { "line" };
        let each = if panels.len() > 1 { " for each panel" } else { "" };
        let title = format!("{} draws{each}; {law}: the law", grouped(draws));
        let root = titled(root, &title)?;
        let areas = root.split_evenly((1, panels.len()));
        panels.iter().zip(&areas).try_for_each(|(panel, area)| axes(panel, area))
    });
}

const FONT: (&str, u32) = ("sans-serif", 13);
const BAR: RGBColor = RGBColor(158, 188, 218);
const LINE: RGBColor = RGBColor(136, 30, 60);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

fn save(form: &Form, name: &str, size: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Drawn) {
    let Some(folder) = &form.plots else {
        return;
    };
    let mut text = String::new();
    {
        let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
        root.fill(&WHITE).unwrap();
        draw(&root).unwrap();
        root.present().unwrap();
    }
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(format!("{name}.svg")), text).unwrap();
}

fn titled<'a>(root: &Area<'a>, title: &str) -> Result<Area<'a>, Box<dyn Error>> {
    let (head, rest) = root.split_vertically(28);
    let style = ("sans-serif", 15).into_font().color(&BLACK);
    let style = style.pos(Pos::new(HPos::Center, VPos::Center));
    let (x, y) = head.get_pixel_range();
    let middle = ((x.end - x.start) / 2, (y.end - y.start) / 2 + 2);
    head.draw(&Text::new(title.to_owned(), middle, style))?;
    Ok(rest)
}

fn axes(panel: &Panel, area: &Area<'_>) -> Drawn {
    let y = panel.heights();
    let floor = y.start;
    let mut chart = ChartBuilder::on(area)
        .margin(8)
        .margin_right(16)
        .caption(&panel.title, ("sans-serif", 15))
        .x_label_area_size(42)
        .y_label_area_size(62)
        .build_cartesian_2d(panel.x.clone(), y.clone())?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.12))
        .x_desc(&panel.label)
        .y_desc(panel.y_label)
        .x_labels(6)
        .y_labels(6)
        // Between two whole numbers there is nothing.
        .x_label_formatter(&|x| match panel.points && x.fract() != 0.0 {
            true => String::new(),
            false => number(*x),
        })
        .y_label_formatter(&|y| number(*y))
        .label_style(FONT)
        .axis_desc_style(FONT)
        .draw()?;
    let bars = panel.bars.iter().map(|(left, right, height)| {
        let top = height.clamp(y.start, y.end);
        Rectangle::new([(*left, floor), (*right, top)], BAR.filled())
    });
    chart.draw_series(bars)?;
    if panel.points {
        let points = panel.curve.iter().map(|point| Circle::new(*point, 2, LINE.filled()));
        chart.draw_series(points)?;
    } else {
        let line = panel.curve.iter().map(|(x, height)| (*x, height.min(y.end)));
        chart.draw_series(LineSeries::new(line, LINE.stroke_width(2)))?;
    }
    Ok(())
}

/// As few digits as will do.
fn number(x: f64) -> String {
    let text = if x.abs() >= 100_000.0 { format!("{x:e}") } else { format!("{x:.4}") };
    if !text.contains('.') || text.contains('e') {
        return text;
    }
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.into() }
}

/// 10 000 000.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

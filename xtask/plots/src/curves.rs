//! Lines on logarithmic axes, with their legend on the right, where it covers nothing.

use plotters::{
    prelude::*,
    style::{
        FontTransform,
        text_anchor::{HPos, Pos, VPos},
    },
};

use crate::{
    Drawn,
    axes::{Axis, Unit},
    legend::Look,
    rows::{Fit, Rows},
};

/// A series of one table of the rows.
#[derive(Clone)]
pub(crate) struct Curve {
    name: String,
    /// The size, the median, and the ends of the middle half.
    points: Vec<(f64, [f64; 3])>,
    /// In the order of their sizes; more than one where the series bends.
    fits: Vec<Fit>,
    look: Look,
}

impl Curve {
    /// All of a table, in the order in which they came.
    pub(crate) fn all(rows: &Rows, table: &str) -> Vec<Self> {
        let mut curves: Vec<Self> = Vec::new();
        let mut counts = [0; 2];
        for point in rows.points.iter().filter(|point| point.table == table) {
            let value = (point.n, point.times);
            if let Some(curve) = curves.iter_mut().find(|curve| curve.name == point.series) {
                curve.points.push(value);
                continue;
            }
            let is_ours = !PEERS.iter().any(|peer| point.series.starts_with(peer));
            let count = &mut counts[usize::from(is_ours)];
            let look = Look::new(*count, is_ours);
            *count += 1;
            let own = |fit: &&Fit| fit.table == table && fit.series == point.series;
            let fits = rows.fits.iter().filter(own).cloned().collect();
            let name = point.series.clone();
            curves.push(Self { name, points: vec![value], fits, look });
        }
        curves
    }

    /// With other values at the same sizes.
    pub(crate) fn map(self, value: impl Fn(f64, f64) -> f64) -> Self {
        let points =
            self.points.into_iter().map(|(n, times)| (n, times.map(|time| value(n, time))));
        Self { points: points.collect(), ..self }
    }

    /// Its lines in the legend.
    fn words(&self) -> Vec<String> {
        let mut words = vec![self.name.clone()];
        let part = |fit: &Fit| {
            let [from, to] = fit.ends.map(|n| Unit::Count.label(n));
            format!("fit: n^{:.2} for n of {from} to {to}", fit.exponent)
        };
        words.extend(self.fits.iter().map(part));
        if let Some(Fit { theory, .. }) = self.fits.first() {
            words.push(format!("theory: {theory}; within a factor of {:.2}", self.farthest()));
        }
        words
    }

    /// By which factor a point is off its fit at most; where two fits meet the nearer counts.
    fn farthest(&self) -> f64 {
        let off = |n: f64, time: f64, fit: &Fit| (time / fit.time(n)).ln().abs();
        let nearest = |(n, [time, ..]): &(f64, [f64; 3])| {
            let fits = self.fits.iter().filter(|fit| (fit.ends[0]..=fit.ends[1]).contains(n));
            fits.map(|fit| off(*n, *time, fit)).min_by(f64::total_cmp)
        };
        self.points.iter().filter_map(nearest).fold(0.0, f64::max).exp()
    }
}

/// What the names of others begin with.
const PEERS: &[&str] =
    &["getrandom", "rand", "aws-lc-rs", "openssl", "vdso-rng", "rand_distr", "control"];

pub(crate) struct Plot {
    pub(crate) heading: &'static str,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) curves: Vec<Curve>,
}

const WIDTH: u32 = 1000;
const LEGEND: i32 = 320;
/// Between two lines of a name, and between two names.
const LINE: i32 = 20;
const NAME: i32 = 28;
const FRAME: RGBColor = RGBColor(90, 90, 90);

impl Plot {
    /// The plot as SVG, on a white ground of its own.
    pub(crate) fn draw(&self) -> Drawn<String> {
        let lines: usize = self.curves.iter().map(|curve| curve.words().len()).sum();
        let (lines, names) = (lines as i32, self.curves.len() as i32);
        let legend = (lines - names) * LINE + names * NAME + 140;
        let size = (WIDTH, legend.max(600) as u32);
        let mut text = String::new();
        {
            let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
            root.fill(&WHITE)?;
            self.on(&root)?;
            root.present()?;
        }
        Ok(text)
    }

    fn on(&self, root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>) -> Drawn {
        let (x, y) = (self.x.unit, self.y.unit);
        let points = || self.curves.iter().flat_map(|curve| &curve.points);
        let ranges = (x.range(points().map(|p| p.0)), y.range(points().flat_map(|p| p.1)));
        let (left, right) = root.split_horizontally(WIDTH as i32 - LEGEND);
        let chart = ChartBuilder::on(&left)
            .margin_right(16)
            .margin_top(56)
            .x_label_area_size(76)
            .y_label_area_size(112)
            .build_cartesian_2d(ranges.0.clone(), ranges.1.clone())?;
        let area = chart.plotting_area();
        let (width, height) = root.dim_in_pixel();
        let heading = style(20, HPos::Left);
        root.draw(&Text::new(self.heading.to_owned(), (112, 30), heading))?;
        let (columns, rows) = area.get_pixel_range();
        let grid = BLACK.mix(0.13).stroke_width(1);
        for (place, label) in x.labels(&ranges.0) {
            let (px, _) = area.map_coordinate(&(place, ranges.1.start));
            root.draw(&PathElement::new(vec![(px, rows.start), (px, rows.end)], grid))?;
            let below = (px, rows.end + 16);
            root.draw(&Text::new(label, below, style(16, HPos::Center)))?;
        }
        for (place, label) in y.labels(&ranges.1) {
            let (_, py) = area.map_coordinate(&(ranges.0.start, place));
            root.draw(&PathElement::new(vec![(columns.start, py), (columns.end, py)], grid))?;
            let beside = (columns.start - 10, py);
            root.draw(&Text::new(label, beside, style(16, HPos::Right)))?;
        }
        let corners = [(columns.start, rows.start), (columns.end, rows.end)];
        root.draw(&Rectangle::new(corners, FRAME.stroke_width(1)))?;
        let middle = (columns.start + columns.end) >> 1;
        let title = Text::new(self.x.title, (middle, height as i32 - 24), style(17, HPos::Center));
        root.draw(&title)?;
        let turned = style(17, HPos::Center).transform(FontTransform::Rotate270);
        root.draw(&Text::new(self.y.title, (20, (rows.start + rows.end) >> 1), turned))?;
        for curve in &self.curves {
            self.fitted(area, curve)?;
        }
        for curve in &self.curves {
            for (n, [_, low, high]) in &curve.points {
                let ends = [low, high].map(|value| (x.place(*n), y.place(*value)));
                let style = curve.look.colour.stroke_width(1);
                area.draw(&PathElement::new(ends.to_vec(), style))?;
            }
            let places = curve.points.iter().map(|(n, [time, ..])| (x.place(*n), y.place(*time)));
            curve.look.line(area, &places.collect::<Vec<_>>())?;
        }
        debug_assert_eq!(width, WIDTH);
        self.legend(&right)
    }

    /// The fitted powers as broad pale lines behind the points.
    fn fitted<DB: DrawingBackend>(&self, area: &DrawingArea<DB, Flat>, curve: &Curve) -> Drawn
    where
        DB::ErrorType: 'static,
    {
        for fit in &curve.fits {
            let ends = fit.ends.map(|n| (self.x.unit.place(n), self.y.unit.place(fit.time(n))));
            let style = curve.look.colour.mix(0.25).stroke_width(8);
            area.draw(&PathElement::new(ends.to_vec(), style))?;
        }
        Ok(())
    }

    /// In the order in which the lines end, from above.
    fn legend(&self, area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>) -> Drawn {
        let mut curves: Vec<&Curve> = self.curves.iter().collect();
        let end = |curve: &Curve| curve.points.last().map_or(0.0, |(_, [value, ..])| *value);
        curves.sort_by(|a, b| end(b).total_cmp(&end(a)));
        let mut y = 64;
        for curve in curves {
            curve.look.line(area, &[(14, y), (34, y), (54, y)])?;
            for (line, words) in curve.words().into_iter().enumerate() {
                if line > 0 {
                    y += LINE;
                }
                let size = if line == 0 { 16 } else { 14 };
                area.draw(&Text::new(words, (66, y), style(size, HPos::Left)))?;
            }
            y += NAME;
        }
        Ok(())
    }
}

type Flat =
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>;

/// Black letters, in the middle of the height that is given.
pub(crate) fn style(size: u32, place: HPos) -> TextStyle<'static> {
    let style = ("sans-serif", size).into_font().color(&BLACK);
    style.pos(Pos::new(place, VPos::Center))
}

//! How a line looks, in the plot and in the legend beside it.

use plotters::{coord::CoordTranslate, prelude::*};

use crate::Drawn;

/// Ours have whole lines and filled marks, the peers dashed lines and hollow marks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: RGBColor,
    mark: Mark,
    is_ours: bool,
}

#[derive(Clone, Copy)]
enum Mark {
    Disc,
    Square,
    Up,
    Down,
    Diamond,
}

const COLOURS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];
const MARKS: [Mark; 5] = [Mark::Disc, Mark::Square, Mark::Up, Mark::Down, Mark::Diamond];

impl Look {
    /// The look of the `index`th of ours, or of the peers, whose colours come in the same order from another start.
    pub(crate) fn new(index: usize, is_ours: bool) -> Self {
        let of = |list: &[RGBColor]| list.iter().cycle().nth(index).copied().unwrap_or(BLACK);
        let peers = [6, 4, 2, 3, 1, 0, 5].map(|place: usize| COLOURS[place]);
        let colour = if is_ours { of(&COLOURS) } else { of(&peers) };
        let mark = MARKS.iter().cycle().nth(index).copied().unwrap_or(Mark::Disc);
        Self { colour, mark, is_ours }
    }

    /// A line through the points, with its marks.
    pub(crate) fn line<DB: DrawingBackend, CT: CoordTranslate>(
        self,
        area: &DrawingArea<DB, CT>,
        points: &[CT::From],
    ) -> Drawn
    where
        CT::From: Clone + 'static,
        DB::ErrorType: 'static,
    {
        let pixels: Vec<(i32, i32)> = points.iter().map(|p| area.map_coordinate(p)).collect();
        let area = area.strip_coord_spec();
        let (left, top) = area.get_base_pixel();
        let pixels: Vec<_> = pixels.into_iter().map(|(x, y)| (x - left, y - top)).collect();
        let style = self.colour.stroke_width(2);
        if self.is_ours {
            area.draw(&PathElement::new(pixels.clone(), style))?;
        } else {
            for dash in dashes(&pixels, 7.0, 5.0) {
                area.draw(&PathElement::new(dash.to_vec(), style))?;
            }
        }
        pixels.into_iter().try_for_each(|pixel| self.mark(&area, pixel))
    }

    fn mark<DB: DrawingBackend>(
        self,
        area: &DrawingArea<DB, plotters::coord::Shift>,
        (x, y): (i32, i32),
    ) -> Drawn
    where
        DB::ErrorType: 'static,
    {
        let corners: &[(i32, i32)] = match self.mark {
            Mark::Disc => &[],
            Mark::Square => &[(-4, -4), (4, -4), (4, 4), (-4, 4)],
            Mark::Up => &[(0, -6), (5, 4), (-5, 4)],
            Mark::Down => &[(0, 6), (5, -4), (-5, -4)],
            Mark::Diamond => &[(0, -6), (6, 0), (0, 6), (-6, 0)],
        };
        let fill = if self.is_ours { self.colour } else { WHITE };
        if corners.is_empty() {
            area.draw(&Circle::new((x, y), 4, fill.filled()))?;
            area.draw(&Circle::new((x, y), 4, self.colour.stroke_width(2)))?;
            return Ok(());
        }
        let mut corners: Vec<_> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
        area.draw(&Polygon::new(corners.clone(), fill.filled()))?;
        corners.extend(corners.first().copied());
        area.draw(&PathElement::new(corners, self.colour.stroke_width(2)))?;
        Ok(())
    }
}

/// The pieces of a line that are drawn, `on` pixels long, with `off` pixels between them, round its corners as well.
fn dashes(line: &[(i32, i32)], on: f64, off: f64) -> Vec<[(i32, i32); 2]> {
    let mut pieces = Vec::new();
    let mut gone = 0.0;
    for ends in line.windows(2) {
        let [(x0, y0), (x1, y1)] = [ends[0], ends[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        let length = (x1 - x0).hypot(y1 - y0);
        let at = |along: f64| {
            let part = along / length;
            ((x0 + part * (x1 - x0)).round() as i32, (y0 + part * (y1 - y0)).round() as i32)
        };
        let mut along = 0.0;
        while along < length {
            let phase: f64 = gone % (on + off);
            let (left, drawn) =
                if phase < on { (on - phase, true) } else { (on + off - phase, false) };
            // A hair more, so that the phase moves on whatever is rounded.
            let step = left.min(length - along) + 1e-6;
            if drawn {
                pieces.push([at(along), at((along + step).min(length))]);
            }
            along += step;
            gone += step;
        }
    }
    pieces
}

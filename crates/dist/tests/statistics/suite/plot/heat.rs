//! The matrix of a shuffle.

use plotters::prelude::*;

use super::{FONT, grouped, number, save, titled};
use crate::suite::Form;

/// Which item came to which place, as shades.
pub(crate) fn heat(form: &Form, name: &str, draws: usize, counts: &[Vec<u64>]) {
    let size = counts.len();
    let expected = draws as f64 / size as f64;
    // In standard deviations of a count; nearly all are within 4.
    let deviation = (expected * (1.0 - 1.0 / size as f64)).sqrt();
    save(form, name, (520, 500), |root| {
        let title = format!("shuffle: {} draws, item by place", grouped(draws));
        let root = titled(root, &title)?;
        let (map, key) = root.split_horizontally(430);
        let ends = 0.0..size as f64;
        let mut chart = ChartBuilder::on(&map)
            .margin(8)
            .x_label_area_size(42)
            .y_label_area_size(52)
            .build_cartesian_2d(ends.clone(), ends)?;
        chart
            .configure_mesh()
            .disable_mesh()
            .x_desc("place after the shuffle")
            .y_desc("item (its place before)")
            .x_label_formatter(&|x| number(*x))
            .y_label_formatter(&|y| number(*y))
            .label_style(FONT)
            .axis_desc_style(FONT)
            .draw()?;
        let cells = counts.iter().enumerate().flat_map(|(place, items)| {
            items.iter().enumerate().map(move |(item, count)| {
                let (x, y) = (place as f64, item as f64);
                let z = (*count as f64 - expected) / deviation;
                Rectangle::new([(x, y), (x + 1.0, y + 1.0)], shade(z).filled())
            })
        });
        chart.draw_series(cells)?;
        let mut key = ChartBuilder::on(&key)
            .margin(8)
            .margin_top(60)
            .margin_bottom(90)
            .y_label_area_size(40)
            .build_cartesian_2d(0.0..1.0, -4.0..4.0)?;
        key.configure_mesh()
            .disable_mesh()
            .disable_x_axis()
            .y_desc("deviations")
            .label_style(FONT)
            .axis_desc_style(FONT)
            .y_labels(9)
            .y_label_formatter(&|y| number(*y))
            .draw()?;
        let steps = (-16..16).map(|step| {
            let z = f64::from(step) / 4.0;
            Rectangle::new([(0.0, z), (1.0, z + 0.25)], shade(z + 0.125).filled())
        });
        key.draw_series(steps)?;
        Ok(())
    });
}

/// White for what is expected, blue for less and red for more.
fn shade(z: f64) -> RGBColor {
    let pale = 1.0 - (z.abs() / 4.0).min(1.0);
    let mix = |full: f64| (full + (255.0 - full) * pale) as u8;
    if z < 0.0 {
        RGBColor(mix(40.0), mix(90.0), mix(160.0))
    } else {
        RGBColor(mix(170.0), mix(30.0), mix(50.0))
    }
}

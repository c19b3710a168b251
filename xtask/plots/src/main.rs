//! Draws the plots of docs/PERFORMANCE.md from the rows of the benches and the fits to them.
//!
//! ```console
//! $ cargo run -p wellspring-plots -- ROWS.tsv FITS.tsv FOLDER
//! ```
//!
//! `cargo xtask bench` calls it, and `cargo xtask tidy` to see whether the committed plots are those of the committed rows. A plot without rows is not drawn. The colours are those of Okabe and Ito ("Color Universal Design", 2008),
//! which people with any colour vision can tell apart; lines differ in their marks and dashes as well.
#![forbid(unsafe_code)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::integer_division_remainder_used,
    reason = "pixels are small numbers and no secrets, and a plot that cannot be drawn should say where"
)]

mod axes;
mod bars;
mod curves;
mod legend;
mod rows;

use core::error::Error;
use std::{env, fs, path::Path};

use crate::{
    axes::{Axis, Unit},
    curves::{Curve, Plot},
    rows::Rows,
};

type Drawn<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Drawn {
    let args: Vec<String> = env::args().skip(1).collect();
    let [rows, fits, folder] = args.as_slice() else {
        return Err("the arguments are the rows, the fits and the folder".into());
    };
    let rows = Rows::read(&(fs::read_to_string(rows)? + &fs::read_to_string(fits)?))?;
    let folder = Path::new(folder);
    let save = |name: &str, plot: &Plot| match plot.curves.is_empty() {
        true => Ok(()),
        false => Ok::<_, Box<dyn Error>>(fs::write(
            folder.join(name).with_extension("svg"),
            plot.draw()?,
        )?),
    };
    let bytes =
        Axis { title: "bytes filled in one call (Ki = 1024), logarithmic", unit: Unit::Count };
    let time = Axis { title: "time of a call, logarithmic", unit: Unit::Nanoseconds };
    let rate = Axis { title: "bytes a second, logarithmic", unit: Unit::BytesASecond };
    let fills = Curve::all(&rows, "fill");
    let heading = "Filling a buffer, every source";
    save("time", &Plot { heading, x: bytes, y: time, curves: fills.clone() })?;
    let fills = fills.into_iter().map(|curve| curve.map(|n, time| n / time * 1e9));
    let heading = "Throughput of filling a buffer, every source";
    save("throughput", &Plot { heading, x: bytes, y: rate, curves: fills.collect() })?;
    let growth = [
        ("shuffle", "Shuffle of n items", "items, n (Ki = 1024), logarithmic"),
        ("sample", "Samples without repetition", "n (Ki = 1024), logarithmic"),
        ("weighted", "Weighted choices", "weights, n (Ki = 1024), logarithmic"),
        ("policy", "Counting the passwords of a policy", "characters, n, logarithmic"),
    ];
    for (name, heading, title) in growth {
        let x = Axis { title, unit: Unit::Count };
        save(name, &Plot { heading, x, y: time, curves: Curve::all(&rows, name) })?;
    }
    if let Some(text) = bars::draw(&rows)? {
        fs::write(folder.join("tokens").with_extension("svg"), text)?;
    }
    Ok(())
}

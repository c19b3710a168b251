//! Angles and directions.

use core::f64::consts::PI;

use wellspring_dist::{
    Random,
    distributions::{UnitCircle, UnitSphere, VonMises},
};

use crate::suite::{Form, oracle, plot, report::Row, sample::continuous};

pub(crate) fn von_mises(form: &Form) -> Vec<Row> {
    let n = form.draws();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for (mu, kappa, wrong) in [
        (0.5, 1.0, (0.5, 1.0 + 3.0 * form.slip())),
        (2.5, 4.0, (2.5 + form.slip(), 4.0)),
        (1.0, 50.0, (1.0, 50.0 * (1.0 + 2.5 * form.slip()))),
        (1.0, 0.0, (1.0, 3.0 * form.slip())),
        // Where Python forgets the mean. One that is respected is not to be seen here, but a wrong density would.
        (2.0, 1e-7, (2.0, 3.0 * form.slip())),
        (2.0, 0.1, (-2.0, 0.1)),
        (1.0, 1e4, (1.0 + 0.02 * form.slip(), 1e4)),
    ] {
        let distribution = VonMises::new(mu, kappa).unwrap();
        let law = oracle::von_mises(mu, kappa);
        let values = form.sample(&law.name, n, |source| source.draw(&distribution));
        if panels.len() < 3 {
            panels.push(plot::floats(&law, "angle in radians", -PI..PI, &values));
        }
        rows.push(continuous(&law, &oracle::von_mises(wrong.0, wrong.1), &values));
    }
    plot::write(form, "von-mises", n, &panels);
    rows
}

pub(crate) fn circle_and_sphere(form: &Form) -> Vec<Row> {
    let n = form.draws();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    let mut row = |name: &str, label: &str, end: f64, values: &[f64]| {
        let mut law = oracle::uniform(-end, end);
        law.name = name.into();
        let wrong = oracle::uniform(-end * (1.0 + form.slip()), end * (1.0 + form.slip()));
        panels.push(plot::floats(&law, label, -end..end, values));
        rows.push(continuous(&law, &wrong, values));
    };
    let angle = |y: f64, x: f64| y.atan2(x);
    let circle = form.sample("UnitCircle", n, |source| source.draw(&UnitCircle));
    near_one(circle.iter().map(|[x, y]| x * x + y * y));
    let angles: Vec<f64> = circle.iter().map(|[x, y]| angle(*y, *x)).collect();
    row("UnitCircle, angle", "angle in radians", PI, &angles);
    // Archimedes: each coordinate of a point on the sphere is uniform.
    let sphere = form.sample("UnitSphere", n, |source| source.draw(&UnitSphere));
    near_one(sphere.iter().map(|[x, y, z]| x * x + y * y + z * z));
    for (index, axis) in ["x", "y", "z"].iter().enumerate() {
        let coordinates: Vec<f64> = sphere.iter().map(|point| point[index]).collect();
        row(&format!("UnitSphere, {axis}"), "coordinate", 1.0, &coordinates);
    }
    let angles: Vec<f64> = sphere.iter().map(|[x, y, _]| angle(*y, *x)).collect();
    row("UnitSphere, angle around z", "angle in radians", PI, &angles);
    // Three of the five say all of it.
    panels.drain(1..3);
    plot::write(form, "directions", n, &panels);
    rows
}

fn near_one(squares: impl Iterator<Item = f64>) {
    let worst = squares.map(|square| (square - 1.0).abs()).fold(0.0, f64::max);
    assert!(worst < 1e-14, "a direction with a length that is wrong by {worst}");
}

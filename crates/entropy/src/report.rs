/// Which rung of `System`'s ladder answers now, and why none above it does.
#[derive(Clone, Copy, Debug)]
pub struct Report {}

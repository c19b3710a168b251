//! What is checked: one file per subject.

pub(crate) mod bounds;
pub(crate) mod continuous;
pub(crate) mod counting;
pub(crate) mod directions;
pub(crate) mod floats;
pub(crate) mod integers;
pub(crate) mod oracle;
pub(crate) mod sequences;
pub(crate) mod tails;
pub(crate) mod weights;

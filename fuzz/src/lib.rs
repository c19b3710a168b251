//! What several fuzz targets share: models of the library's methods that are slow and plain, and sources to draw from.
#![forbid(unsafe_code)]

pub mod model;
pub mod source;

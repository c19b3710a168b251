//! A field written as a secret that is none.
//!
//! says: `String` is not a secret that `expose_secret` writes

#[derive(serde::Serialize)]
struct Config {
    #[serde(with = "wellspring::expose_secret")]
    password: String,
}

fn main() {}

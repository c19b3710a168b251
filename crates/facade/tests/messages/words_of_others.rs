//! Functions by the names that they have elsewhere. The compiler proposes by `doc(alias)`, and should propose no type.
//!
//! says: `mint`
//! says: `token_bytes`
//! never says: `Uuid`
//! never says: `Digest`
//! never says: `System`

use wellspring as secrets;

fn main() {
    _ = secrets::uuid4();
    _ = secrets::sha256(b"token");
    _ = secrets::urandom(16);
    _ = secrets::getrandom(&mut [0; 16]);
}

//! Built without the feature `c-peers`.

use super::Generator;

pub(super) fn all() -> Vec<Generator> {
    Vec::new()
}

pub(super) fn versions() -> String {
    "without the peers that stand on C libraries: the feature c-peers is off\n".to_owned()
}

//! The alphabet in parts: a sweep over all characters at which some class begins or ends.

use alloc::{collections::BTreeMap, vec::Vec};

use super::Atom;
use crate::password::{Characters, PolicyError, characters::Span};

/// The parts of the alphabet of which no class tells the characters apart, and neither does that of the first character; in the
/// order of their first characters, so that the order of the rules changes nothing. The classes have no other characters.
pub(super) fn atoms(
    alphabet: &Characters,
    classes: &[Characters],
    start: Option<&Characters>,
) -> Result<Vec<Atom>, PolicyError> {
    // The class of the first character has the number behind all others.
    let start_number = classes.len();
    let mut edges: Vec<(u32, usize)> = (0..)
        .zip(classes.iter().chain(start))
        .flat_map(|(class, members)| {
            members.spans().flat_map(move |span| [(span.first, class), (span.last + 1, class)])
        })
        .collect();
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let (mut current, mut parts, mut work) = (Vec::new(), BTreeMap::new(), 0);
    for span in alphabet.spans() {
        let mut first = span.first;
        while first <= span.last {
            // At each edge a class is entered or left; both, where it goes on.
            while let Some((_, class)) = edges.next_if(|(edge, _)| *edge <= first) {
                match current.binary_search(&class) {
                    Ok(place) => _ = current.remove(place),
                    Err(place) => current.insert(place, class),
                }
            }
            let end = edges.peek().map_or(u32::MAX, |(edge, _)| *edge).min(span.last + 1);
            let part = Span { first, last: end - 1 };
            if let Some(spans) = parts.get_mut(&current) {
                Vec::push(spans, part);
            } else {
                work += current.len() * current.len();
                if work > MAX_OVERLAPS && classes.len() > FEW {
                    return Err(PolicyError::TooManyLimits);
                }
                parts.insert(current.clone(), Vec::from([part]));
            }
            first = end;
        }
    }
    let atom = |(mut classes, spans): (Vec<usize>, Vec<Span>)| {
        let is_starter = classes.last() == Some(&start_number);
        classes.truncate(classes.len() - usize::from(is_starter));
        let may_start = is_starter || start.is_none();
        let characters = Characters::from_spans(spans.into_iter());
        Atom { size: characters.size(), characters, classes, may_start }
    };
    let mut atoms: Vec<_> = parts.into_iter().map(atom).collect();
    atoms.sort_unstable_by_key(|atom| atom.characters.first());
    Ok(atoms)
}

/// So few classes may overlap as they like.
const FEW: usize = 64;

/// How many pairs of more than [`FEW`] classes may have characters in common, counted for each part of the alphabet.
const MAX_OVERLAPS: usize = 1 << 22;

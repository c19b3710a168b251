//! `wellspring choose`.

use std::ffi::OsString;

use clap::Args;
use wellspring::{Random, dist::Weights};

use super::{
    items::{Kind, List},
    number::{EXACT, Number},
};
use crate::{
    Source,
    error::Failure,
    input,
    output::{Delivery, Repeat},
    status::Status,
    streams::Streams,
    strength::{Strength, counted},
};

#[derive(Debug, Args)]
pub(crate) struct Choose {
    /// What to choose from; write `--` before items that begin with a hyphen
    #[arg(value_name = "ITEM", allow_negative_numbers = true, conflicts_with = "input_range")]
    items: Vec<OsString>,

    #[command(flatten)]
    kind: Kind,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl Choose {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let text;
        let list = if self.items.is_empty() && self.kind.input_range.is_none() {
            text = input::all(streams.input)?;
            self.kind.list(input::lines(&text, self.delivery.ending()))?
        } else {
            self.kind.list(self.items.iter().map(|item| item.as_encoded_bytes()))?
        };
        choose(&list, self.repeat.count, &self.delivery, source, streams)
    }
}

/// One of the items, `count` times.
pub(super) fn choose(
    list: &List<'_>,
    count: u64,
    delivery: &Delivery,
    source: &mut Source<'_>,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    if list.len() == 0 {
        return Err(Failure::usage(
            "ITEM: nothing to choose from: no item was given, and standard input has no line; \
             write the items as arguments, or one on each line of standard input",
        ));
    }
    list.drawable()?;
    let strength = strength(list, delivery);
    match list {
        List::Texts(texts) => {
            delivery.repeat(count, &strength, source, streams, |source, batch| {
                match source.try_choose(texts).map_err(Failure::source)? {
                    Some(text) => batch.text(text),
                    None => Ok(()),
                }
            })
        }
        List::Weighted(items) => {
            let weights = Weights::new(items.iter().map(|(weight, _)| *weight))
                .map_err(|error| Failure::usage(format!("--weighted: {error}")))?;
            delivery.repeat(count, &strength, source, streams, |source, batch| {
                let index = source.try_draw(&weights).map_err(Failure::source)?;
                items.get(index).map_or(Ok(()), |(_, text)| batch.text(text))
            })
        }
        List::Numbers(first, many) => {
            let mut number = Number::new(u128::from(*first) + u128::from(*many) > EXACT);
            delivery.repeat(count, &strength, source, streams, |source, batch| {
                number.put(first + source.try_below(*many)?, batch)
            })
        }
    }
}

/// Counted only if somebody wants to know: items have to be sorted for that.
fn strength(list: &List<'_>, delivery: &Delivery) -> Strength<'static> {
    if !delivery.wants_bits() {
        return Strength::unknown("a choice", "nobody has asked");
    }
    let what = format!("a choice of {}", counted(list.len(), "item", "items"));
    Strength::at_least(what, list.bits_of_choice(), "the likeliest item, where equal ones are one")
        .or_use(|_| "more items".into())
}

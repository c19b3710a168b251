//! `wellspring sample` and `shuffle`: items in random order, some or all of them.

use clap::Args;
use wellspring::{DrawError, Random};

use super::{
    choose::choose,
    items::{Items, List, Order},
    number::{EXACT, Number},
};
use crate::{
    Source,
    error::Failure,
    output::Delivery,
    shown, size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted},
};

#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// How many items; no more than there are, and at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1)]
    #[arg(value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,

    #[command(flatten)]
    items: Items,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Debug, Args)]
pub(crate) struct Shuffle {
    /// Print at most COUNT items, no more than 1000000000
    #[arg(short = 'n', long, visible_alias = "head-count", value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: Option<u64>,

    /// Choose anew each time, so that an item may come again; needs a COUNT
    #[arg(short, long, requires = "count")]
    repeat: bool,

    #[command(flatten)]
    items: Items,

    #[command(flatten)]
    delivery: Delivery,
}

impl Sample {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let text = self.items.read(streams)?;
        let list = self.items.list(&text, self.delivery.ending())?;
        let (count, there) = (self.count, list.drawable()?);
        if count > there {
            let weighted = if there < list.len() { " with a weight above 0" } else { "" };
            let are = if there == 1 { "is" } else { "are" };
            let there = counted(there, "item", "items");
            return Err(Failure::usage(format!(
                "--count {}: a sample repeats nothing, and there {are} {there}{weighted}; \
                 `wellspring choose -n` repeats, `wellspring shuffle -n` stops at the last",
                shown::number(count)
            )));
        }
        draw(&list, count, &self.delivery, source, streams)
    }
}

impl Shuffle {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let text = self.items.read(streams)?;
        let list = self.items.list(&text, self.delivery.ending())?;
        let there = list.drawable()?;
        match (self.repeat, self.count) {
            (true, Some(count)) => choose(&list, count, &self.delivery, source, streams),
            (_, count) => {
                draw(&list, count.unwrap_or(there).min(there), &self.delivery, source, streams)
            }
        }
    }
}

/// `count` different items, in random order.
fn draw(
    list: &List<'_>,
    count: u64,
    delivery: &Delivery,
    source: &mut Source<'_>,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    let strength = strength(list, count, delivery);
    let k = usize::try_from(count).map_err(|_| too_many())?;
    delivery.all(count, &strength, source, streams, |source, batch| match list {
        // A sample draws once for each item that is printed, not for each that was read.
        List::Texts(texts) if k < texts.len() => {
            let drawn = source.try_sample(texts, k).map_err(refused)?;
            drawn.into_iter().try_for_each(|text| batch.text(text))
        }
        List::Texts(texts) => {
            let mut texts = texts.clone();
            source.try_shuffle(&mut texts).map_err(Failure::source)?;
            texts.into_iter().try_for_each(|text| batch.text(text))
        }
        List::Weighted(items) => {
            let drawn = source.try_sample_weighted(items, k, |item| item.0).map_err(refused)?;
            drawn.into_iter().try_for_each(|(_, text)| batch.text(text))
        }
        List::Numbers(first, many) => {
            let n = usize::try_from(*many).map_err(|_| too_many())?;
            let mut number = Number::new(u128::from(*first) + u128::from(*many) > EXACT);
            let drawn = source.try_sample_indices(n, k).map_err(refused)?;
            drawn.into_iter().try_for_each(|index| number.put(first + index as u64, batch))
        }
    })
}

/// The items are enough, and their weights can be summed up: what is left is memory.
fn refused(error: DrawError) -> Failure {
    match error {
        DrawError::Source(source) => Failure::source(source),
        _ => too_many(),
    }
}

fn too_many() -> Failure {
    Failure::usage("--count: more than memory holds here; draw fewer items")
}

/// Counted only if somebody wants to know.
fn strength(list: &List<'_>, count: u64, delivery: &Delivery) -> Strength<'static> {
    if !delivery.wants_bits() {
        return Strength::unknown("this order", "nobody has asked");
    }
    let of = counted(list.len(), "item", "items");
    let what = match list.len() {
        all if all == count => format!("an order of {of}"),
        _ => format!("an order of {count} of {of}"),
    };
    let order = match list.bits_of_order(count) {
        Order::Uniform(bits) => Strength::uniform(what, bits, "orders"),
        Order::Likeliest(bits) => {
            Strength::at_least(what, bits, "the likeliest order, where equal items are one")
        }
        Order::First(bits) => {
            Strength::at_least(what, bits, "the likeliest first item, where equal ones are one")
        }
    };
    let order = order.or_use(|_| "more items".into());
    // Of several items none has the strength of all of them together.
    if count > 1 { order.of_all_results() } else { order }
}

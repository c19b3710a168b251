use super::Alarm;

/// What is known of a [`Tested`](super::Tested) source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The start-up test is still to come: with the first fill, or with
    /// [`restart`](super::Tested::restart).
    Untested,
    /// The start-up test was passed, and no sample since gave an alarm.
    Healthy,
    /// No bytes until [`restart`](super::Tested::restart).
    Failed(Alarm),
}

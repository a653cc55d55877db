//! The order over dates.

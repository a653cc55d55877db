//! The composed reader.

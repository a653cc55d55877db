//! The arithmetic of a small quantised recurrent network. In go numbers, out come numbers; it knows nothing of words.
//!
//! In the order in which a network uses them: [`Tables`] make a row of `f32` of each token's ids; [`Quantised`] holds
//! rows as bytes; [`Linear`] multiplies them by weights of 8 bits, one row or a window of three at a time; [`recur`]
//! runs over the tokens forwards and backwards; [`Norm`] evens a row out; [`functions`] has `exp` and its like.
//!
//! **The same bits everywhere.** The sums of [`Linear`] are of whole numbers and cannot overflow on any path. All else is
//! IEEE 754 addition, multiplication, division and square root of `f32` in one written order: no call of a library's
//! `exp`, no fused multiply-add, and where a row is summed, sixteen lanes that are always the same. So it does not matter
//! which [`Path`] of instructions a machine takes, and the tests hold all of them against each other.
//!
//! Rows are laid end to end in slices that the caller owns and reuses; nothing here allocates once they have grown.
//!
//! The layers are those of Bradbury et al., "Quasi-Recurrent Neural Networks" (2017), and of Lei et al., "Simple
//! Recurrent Units" (2018); the norm is of Ba et al., "Layer Normalization" (2016).

mod embeddings;
pub(crate) mod functions;
mod linear;
mod norm;
mod path;
mod quantised;
mod recurrent;

pub(crate) use embeddings::{Table, Tables};
pub(crate) use linear::{Linear, Shape};
pub(crate) use norm::Norm;
pub(crate) use path::Path;
pub(crate) use quantised::Quantised;
pub(crate) use recurrent::recur;

//! Which instructions to use. This is the one file of the kernel with `unsafe` code: it enters functions that need
//! instructions which not every machine has, and it loads whole registers.
#![allow(
    unsafe_code,
    reason = "entering a function with wider instructions and loading registers are both unsafe"
)]

/// The outputs that one block of packed weights serves.
pub(super) const LANES: usize = 16;
/// The inputs that are multiplied at a time: as many bytes as one lane of 32 bits holds.
pub(super) const GROUP: usize = 4;

/// The weights of [`LANES`] outputs for [`GROUP`] inputs, those of an output side by side: a cache line, aligned as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Block(pub(super) [i8; LANES * GROUP]);

/// What a layer knows of [`LANES`] outputs: the weights in two orders, and the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Band<'a> {
    /// For wide registers: a block for every [`GROUP`] inputs.
    pub(super) blocks: &'a [Block],
    /// For ordinary loops: all weights of an output side by side.
    pub(super) rows: &'a [i8],
    pub(super) outputs: &'a Outputs,
}

/// The numbers by which sums become outputs.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(super) struct Outputs {
    /// Where a sum starts.
    pub(super) start: [i32; LANES],
    pub(super) scale: [f32; LANES],
    pub(super) bias: [f32; LANES],
}

/// A way through the arithmetic that this machine can take. All give the same bits; they differ in speed alone.
///
/// There is no way to make one but to ask what the machine can do: that is what the `unsafe` blocks below rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Path(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
}

impl Path {
    /// What every machine can do.
    pub(crate) const PLAIN: Self = Self(Kind::Plain);

    /// The paths that this machine can take, the slowest first.
    pub(crate) fn available() -> impl Iterator<Item = Self> {
        let plain = std::iter::once(Self::PLAIN);
        #[cfg(target_arch = "x86_64")]
        let wide = {
            use std::is_x86_feature_detected as has;
            let avx2 = has!("avx2");
            let avx512 = has!("avx512f") && has!("avx512bw") && has!("avx512vl") && has!("avx512dq");
            [
                (Kind::Avx2, avx2),
                (Kind::AvxVnni, avx2 && has!("avxvnni")),
                (Kind::Avx512Vnni, avx2 && avx512 && has!("avx512vnni")),
            ]
        };
        #[cfg(not(target_arch = "x86_64"))]
        let wide = [];
        plain.chain(wide.into_iter().filter(|(_, can)| *can).map(|(kind, _): (Kind, bool)| Self(kind)))
    }

    /// The fastest of [`Self::available`]. Ask once and keep the answer.
    pub(crate) fn best() -> Self {
        Self::available().last().unwrap_or(Self::PLAIN)
    }

    /// Its name for a table of figures.
    #[allow(dead_code, reason = "for the tests and the benchmark")]
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            Kind::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => "avx512-vnni",
        }
    }

    /// Does `task` with the instructions of this path.
    pub(super) fn run<T: Task>(self, task: T) {
        match self.0 {
            Kind::Plain => task.run::<Plain>(),
            // SAFETY: such a path comes from `available` alone, which has seen that the machine has these features.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { x86::avx2(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => unsafe { x86::avx_vnni(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => unsafe { x86::avx512_vnni(task) },
        }
    }
}

/// Work that is compiled once for each path. What it calls must be `#[inline(always)]` to gain from that.
pub(super) trait Task {
    /// Does the work; marked `#[inline(always)]` by each implementation.
    fn run<D: Dots>(self);
}

/// The products that [`super::Linear`] is made of.
pub(super) trait Dots {
    /// How many tokens, and how many bands, fit the registers at once.
    const TILE: Tile;

    /// Gives `write` the outputs of token `t` and band `b`: the start and the products of bytes and weights, summed, times
    /// the scale times `step`, plus the bias. Every token has [`GROUP`] bytes for each block; no byte is above 127.
    fn tile<const T: usize, const B: usize>(
        tokens: [&[u8]; T],
        bands: [Band<'_>; B],
        step: f32,
        write: impl FnMut(usize, usize, [f32; LANES]),
    );
}

/// The shapes of tile that [`super::Linear`] knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tile {
    /// Four tokens and one block.
    Four,
    /// Four tokens and four blocks.
    FourByFour,
}

/// Ordinary Rust.
pub(super) struct Plain;

impl Dots for Plain {
    const TILE: Tile = Tile::Four;

    #[inline(always)]
    fn tile<const T: usize, const B: usize>(
        tokens: [&[u8]; T],
        bands: [Band<'_>; B],
        step: f32,
        mut write: impl FnMut(usize, usize, [f32; LANES]),
    ) {
        for (t, token) in tokens.iter().enumerate() {
            for (b, Band { rows, outputs, .. }) in bands.iter().enumerate() {
                let mut values = outputs.bias;
                for (o, weights) in rows.chunks_exact(token.len()).enumerate() {
                    // As no byte is above 127 it may count as signed, for which ARM has an instruction.
                    let products =
                        token.iter().zip(weights).map(|(&a, &w)| i32::from(a as i8) * i32::from(w));
                    let sum = outputs.start[o] + products.sum::<i32>();
                    values[o] += sum as f32 * (outputs.scale[o] * step);
                }
                write(t, b, values);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! The same with the vector instructions of x86.

    use super::{Band, Block, Dots, GROUP, LANES, Task, Tile};
    use std::arch::x86_64::*;
    use std::mem::transmute;

    #[target_feature(enable = "avx2")]
    pub(super) fn avx2<T: Task>(task: T) {
        task.run::<Avx2>();
    }

    #[target_feature(enable = "avx2,avxvnni")]
    pub(super) fn avx_vnni<T: Task>(task: T) {
        task.run::<AvxVnni>();
    }

    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    pub(super) fn avx512_vnni<T: Task>(task: T) {
        task.run::<Avx512Vnni>();
    }

    /// Writes [`Dots`] with `$n` registers to a band: integers `$int` and floats `$float`, and what the instructions are
    /// called that load one number into all lanes, turn integers into floats, multiply and add. `$dot` adds to the lanes of
    /// its first argument the products of the bytes of the second, without sign, and of the third, with sign.
    macro_rules! dots {
        ($name:ident, $tile:expr, $n:literal, $int:ty, $float:ty, $all:ident, $all_float:ident, $convert:ident,
         $multiply:ident, $add:ident, $dot:ident) => {
            pub(super) struct $name;

            impl Dots for $name {
                const TILE: Tile = $tile;

                #[inline(always)]
                fn tile<const T: usize, const B: usize>(
                    tokens: [&[u8]; T],
                    bands: [Band<'_>; B],
                    step: f32,
                    mut write: impl FnMut(usize, usize, [f32; LANES]),
                ) {
                    let groups = bands[0].blocks.len();
                    let tokens = tokens.map(|token| &token.as_chunks::<GROUP>().0[..groups]);
                    let bands = bands.map(|band| Band { blocks: &band.blocks[..groups], ..band });
                    // SAFETY: `Path::run` alone enters here, through the function above that has the features; arrays and
                    // registers are numbers of which any bits will do, and `transmute` sees that the sizes are the same.
                    unsafe {
                        let starts =
                            bands.map(|band| transmute::<[i32; LANES], [$int; $n]>(band.outputs.start));
                        let mut sums = [starts; T];
                        for at in 0..groups {
                            let blocks = bands.map(|band| transmute::<Block, [$int; $n]>(band.blocks[at]));
                            for t in 0..T {
                                let bytes = $all(i32::from_le_bytes(tokens[t][at]));
                                for b in 0..B {
                                    for r in 0..$n {
                                        sums[t][b][r] = $dot(sums[t][b][r], bytes, blocks[b][r]);
                                    }
                                }
                            }
                        }
                        for b in 0..B {
                            let scale = transmute::<[f32; LANES], [$float; $n]>(bands[b].outputs.scale);
                            let bias = transmute::<[f32; LANES], [$float; $n]>(bands[b].outputs.bias);
                            for t in 0..T {
                                let mut values = bias;
                                for r in 0..$n {
                                    let factor = $multiply(scale[r], $all_float(step));
                                    values[r] = $add($multiply($convert(sums[t][b][r]), factor), bias[r]);
                                }
                                write(t, b, transmute::<[$float; $n], [f32; LANES]>(values));
                            }
                        }
                    }
                }
            }
        };
    }

    dots!(
        Avx2,
        Tile::Four,
        2,
        __m256i,
        __m256,
        _mm256_set1_epi32,
        _mm256_set1_ps,
        _mm256_cvtepi32_ps,
        _mm256_mul_ps,
        _mm256_add_ps,
        pairs
    );
    dots!(
        AvxVnni,
        Tile::Four,
        2,
        __m256i,
        __m256,
        _mm256_set1_epi32,
        _mm256_set1_ps,
        _mm256_cvtepi32_ps,
        _mm256_mul_ps,
        _mm256_add_ps,
        _mm256_dpbusd_avx_epi32
    );
    dots!(
        Avx512Vnni,
        Tile::FourByFour,
        1,
        __m512i,
        __m512,
        _mm512_set1_epi32,
        _mm512_set1_ps,
        _mm512_cvtepi32_ps,
        _mm512_mul_ps,
        _mm512_add_ps,
        _mm512_dpbusd_epi32
    );

    /// What one instruction of VNNI does. The sum of a pair is at most 2·127·128 = 32 512, so that it fits 16 bits and
    /// the instruction that would cut it off there never does.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn pairs(sums: __m256i, bytes: __m256i, weights: __m256i) -> __m256i {
        let pairs = _mm256_maddubs_epi16(bytes, weights);
        _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
    }
}
